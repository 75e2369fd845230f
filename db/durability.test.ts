import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, inject, test } from 'vitest'
import type { EngineKind } from './engines/engine'
import { createRecoveryStore } from './stores/recoveries'
import { withTestDatabase, type TestDatabase } from './testing/index'
import { useProgram } from './testing/program'
import { usePostgresServer } from './testing/postgres-server'

const KILLS = inject('isThorough') ? 100 : 20
/** At least so many acknowledged writes before the kill; each run another number, so that it falls at another place. */
const acknowledgedBefore = (run: number) => 1 + ((run * 37) % 90)

const writeLoad = useProgram(path.join(import.meta.dirname, 'testing/write-load.ts'))

type Said = { readonly recoveryId: string; readonly seq: number; readonly hash: string }

/** Lets the program write, kills it without warning, and answers what it had said until then. */
async function writeAndKill({ address }: TestDatabase, run: number): Promise<readonly Said[]> {
  const program = spawn(process.execPath, [writeLoad, JSON.stringify(address), `${run}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => program.once('close', (_, signal) => resolve(signal)))
  let complaint = ''
  program.stderr.on('data', (text) => { complaint += String(text) })
  const said: Said[] = []
  for await (const line of createInterface({ input: program.stdout })) {
    const [recoveryId = '', seq = '', hash = ''] = line.split(' ')
    // A line cut by the kill was not said.
    if (hash.length === 64) said.push({ recoveryId, seq: Number(seq), hash })
    if (said.length >= acknowledgedBefore(run)) program.kill('SIGKILL')
  }
  expect(await ended, complaint).toBe('SIGKILL')
  return said
}

async function missing({ engine }: TestDatabase, said: readonly Said[]): Promise<readonly Said[]> {
  const { db, tables: { events } } = engine
  const rows = await db.select({ recoveryId: events.recoveryId, seq: events.seq, hash: events.hash }).from(events)
  const stored = new Set(rows.map((row) => `${row.recoveryId} ${row.seq} ${row.hash}`))
  return said.filter((row) => !stored.has(`${row.recoveryId} ${row.seq} ${row.hash}`))
}

const durability = (kind: EngineKind, serverUrl: () => string | null) =>
  test(`after each of ${KILLS} kills under write load every acknowledged record is there, and every history whole`, async () => {
    await withTestDatabase(kind, serverUrl(), async (database) => {
      const said: Said[] = []
      for (let run = 0; run < KILLS; run++) {
        said.push(...(await writeAndKill(database, run)))
        expect(await missing(database, said)).toEqual([])
      }
      expect(said.length).toBeGreaterThan(KILLS * 10)
      const store = createRecoveryStore(database.engine)
      for (const recoveryId of new Set(said.map((row) => row.recoveryId))) expect(await store.verify(recoveryId)).toBeNull()
    })
  }, 600_000)

describe('on SQLite', () => durability('sqlite', () => null))

describe('on PostgreSQL', () => {
  const server = usePostgresServer()
  durability('postgres', server.url)
})
