// How long the built server takes until it is ready when everything is warm, and what it then weighs.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stop } from '../lib/processes.mjs'
import { startServer } from '../lib/server.mjs'

const port = Number(process.env.PORT || 41_640)
const useMs = 60_000
const settleMs = 10_000

/** Resident memory of every process of a group, in bytes. */
const memoryOfGroup = (groupId) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, pid) => {
      try {
        const [, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
        const resident = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+) kB/)?.[1] ?? 0
        return Number(group) === groupId ? sum + Number(resident) * 1024 : sum
      } catch {
        return sum // ended while we read
      }
    }, 0)

const startOnce = async (dataFolder) => {
  const beganMs = performance.now()
  const { address, child } = await startServer({ mode: 'demo', host: '127.0.0.1', port, dataFolder, stdio: 'ignore' })
  return { address, child, readyMs: performance.now() - beganMs }
}

/** Pages, one after the other, as somebody looks around. */
const useFor = async (ms, address) => {
  const until = performance.now() + ms
  for (const pages = ['/', '/sign-in', '/recoveries', '/inbox']; performance.now() < until; await pause(250)) {
    const page = pages.shift()
    pages.push(page)
    await (await fetch(new URL(page, address))).text()
  }
}

/** @returns {Promise<{ readyMs: number, idleBytes: number }>} of the second start on one data folder; memory after a minute of use and ten quiet seconds */
export const measureStart = async () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'shirube-bench-'))
  try {
    await stop((await startOnce(dataFolder)).child)
    const { address, child, readyMs } = await startOnce(dataFolder)
    await useFor(useMs, address)
    await pause(settleMs)
    const idleBytes = memoryOfGroup(child.pid)
    await stop(child)
    return { readyMs, idleBytes }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
