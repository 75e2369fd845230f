/** Uploads with what they stand on in the product: the real stores on a database and a folder of their own. For tests only. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Engine } from '@/db/engines/engine'
import { createHandedFiles } from '@/db/stores/handed-files'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { begin } from '@/db/testing/samples'
import { createContentStore } from '../content-store'
import type { HandedFiles } from '../ports'
import { createUploads, type Uploads, type UploadsDeps } from '../uploads'
import { serve } from './serve'

export const OF = { recoveryId: 'R-2026-0001', leg: 1, request: 'collect-data' } as const
export const PLENTY = 1e13

export const wire = (engine: Engine, folder: string, change: Partial<UploadsDeps> = {}): UploadsDeps => ({
  files: createHandedFiles(engine), contents: createContentStore(path.join(folder, 'content')), folder: path.join(folder, 'uploads'), clock: { now: () => Date.now() }, newId: randomUUID,
  maxBytes: 4e9, freeBytes: async () => PLENTY, may: async () => null, maySee: async () => null, log: { warn: () => undefined }, ...change,
})

export type Stage = {
  readonly folder: string
  readonly database: TestDatabase
  readonly files: HandedFiles
  readonly uploads: Uploads
  readonly address: string
  readonly port: number
  /** What the server could not answer. */
  readonly failures: readonly unknown[]
  /** Names of the files under a folder of the stage. */
  names(under: 'content' | 'uploads'): readonly string[]
  /** What the next start of the product works with, on the same database and folder. */
  nextStart(change?: Partial<UploadsDeps>): Uploads
  close(): Promise<void>
}

export async function openStage(change: Partial<UploadsDeps> = {}): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shirube-uploads-'))
  const database = await openTestDatabase('sqlite', null)
  await createRecoveryStore(database.engine).append(begin(OF.recoveryId))
  const deps = wire(database.engine, folder, change)
  const uploads = createUploads(deps)
  const { server, ...served } = await serve(uploads)
  return {
    folder, database, uploads, ...served, files: deps.files,
    names: (under) => readNames(path.join(folder, under)),
    nextStart: (next) => createUploads(wire(database.engine, folder, next)),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await database.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).toSorted()
  } catch {
    return []
  }
}
