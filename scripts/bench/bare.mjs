// The measure of all launches, in a small process of its own: one flushed commit, then the command spawned with nothing around it.
// Started by launch.bench.mjs with the folder of the command; answers every message with { tookMs, residentMb }.
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { listenTo } from './measure.mjs'

const [, , folder, program, pipe, ...argv] = process.argv
const db = new Database(path.join(folder, 'bare.sqlite'))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT)')
const insert = db.prepare('INSERT INTO events (body) VALUES (?)')

const measureOnce = async () => {
  const ear = listenTo(pipe)
  const heard = ear.next()
  const startedAt = performance.now()
  insert.run('CommandLaunched'.repeat(20))
  const out = openSync(path.join(folder, 'bare.out'), 'a')
  const child = spawn(program, argv, { detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  const tookMs = (await heard) - startedAt
  if (child.exitCode === null) await new Promise((ended) => child.once('exit', ended))
  ear.close()
  process.send({ tookMs, residentMb: process.memoryUsage.rss() / 1_048_576 })
}

process.on('message', () => void measureOnce())
