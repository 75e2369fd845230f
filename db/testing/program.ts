/** A program of a test's own, to be killed or frozen: one file, so that it starts fast. For tests only. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll } from 'vitest'

/** Bundles the program before the tests of the calling file, and takes it away after them. Answers where it lies. */
export function useProgram(entry: string): string {
  // Beside the project's packages: those with machine code of their own are not bundled.
  const file = path.join(process.cwd(), 'node_modules/.cache/shirube-tests', `${path.basename(entry, '.ts')}-${randomUUID()}.mjs`)
  beforeAll(async () => {
    mkdirSync(path.dirname(file), { recursive: true })
    await build({
      entryPoints: [entry], outfile: file, bundle: true, platform: 'node', format: 'esm', target: 'node22', external: ['better-sqlite3', 'pg'], logLevel: 'silent',
      // Bundled CommonJS asks for `require`.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    })
  })
  afterAll(() => rmSync(file, { force: true }))
  return file
}
