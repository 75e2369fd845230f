// What home and the list take with a hundred closed recoveries behind them, and with a hundred thousand: by the server's own queries, without HTTP.
// Both servers stand side by side and are asked in turns.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onEnd } from '../lib/processes.mjs'
import { loadSources, median } from './measure.mjs'

const FEW = 100
const MANY = 100_000
const RUNS = 3
const SATO = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }

const SOURCES = `
  export { composeServer } from '@/lib/compose'
  export { parseEnv } from '@/lib/env'
  export { openDatabase } from '@/db/client'
  export { seedClosed } from '@/db/testing/seed'
`

const timed = async (ask) => {
  const startedAt = performance.now()
  const answer = await ask()
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return performance.now() - startedAt
}

const openSeeded = async ({ composeServer, parseEnv, openDatabase, seedClosed }, dataDir, count) => {
  const running = await composeServer(parseEnv({ SHIRUBE_MODE: 'test', SHIRUBE_DATA_DIR: dataDir, LOG_LEVEL: 'fatal' }))
  const engine = await openDatabase({ databaseUrl: undefined, dataDir })
  await seedClosed(engine, count)
  await engine.close()
  return running
}

/** @returns {Promise<{ name: string, fewMs: number, manyMs: number, ratio: number }[]>} medians; of the ratio the middle run */
export const measureLists = async ({ rounds = 300 } = {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'shirube-bench-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  const sources = await loadSources(SOURCES)
  const few = await openSeeded(sources, path.join(folder, 'few'), FEW)
  const many = await openSeeded(sources, path.join(folder, 'many'), MANY)
  const pages = {
    home: ({ server }) => server.pages.home(SATO),
    list: ({ server }) => server.pages.list(SATO, {}, null),
    'search for a reference number': ({ server }) => server.pages.list(SATO, { text: 'R-2019-0000042' }, null),
  }
  const runOnce = async (ask) => {
    const times = { few: [], many: [] }
    for (let at = 0; at < rounds / RUNS; at += 1) {
      times.few.push(await timed(() => ask(few)))
      times.many.push(await timed(() => ask(many)))
    }
    return { fewMs: median(times.few), manyMs: median(times.many) }
  }
  try {
    const measured = []
    for (const [name, ask] of Object.entries(pages)) {
      await runOnce(ask)
      const runs = []
      for (let run = 0; run < RUNS; run += 1) runs.push(await runOnce(ask))
      const of = (figure) => median(runs.map(figure))
      measured.push({ name, fewMs: of((run) => run.fewMs), manyMs: of((run) => run.manyMs), ratio: of((run) => run.manyMs / run.fewMs) })
    }
    return measured
  } finally {
    await few.close()
    await many.close()
  }
}
