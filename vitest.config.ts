import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests of real processes, databases and servers. */
const WITH_PROCESSES = /^(?:db|scripts|lib\/(?:compose|execution|files|notify|vmiunit\/simulator))\b/
/** A folder named as a parameter is no pattern. */
const literally = (file: string): string => file.replaceAll(/[[\]()]/g, String.raw`\$&`)
const files = globSync('{app,components,lib,db,scripts}/**/*.test.{ts,tsx,mjs}', { cwd: import.meta.dirname })
/** A file that starts processes, or puts another module in the place of one, has a worker to itself; the others take over what is loaded already. */
const isAlone = (file: string): boolean => WITH_PROCESSES.test(file) || /\bvi\.mock\(/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))

/** What takes minutes, longest first: begun last, it would keep one core busy when the others have nothing left to do. */
const LONGEST: readonly string[] = ['lib/execution/transports/local', 'db/contract', 'lib/execution/transports/ssh', 'lib/execution/crash-ssh', 'lib/execution/crash', 'db/durability', 'lib/compose/ssh']
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}.test.ts`))
  return place < 0 ? LONGEST.length : place
}
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    setupFiles: ['./vitest.setup.ts'],
    testTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    // Most of the time goes by waiting for real processes: every core gets a worker, none is kept back.
    maxWorkers: '100%',
    // Configuration is read here alone; tests ask for it by `inject`.
    provide: { testDatabaseUrl: process.env.SHIRUBE_TEST_DATABASE_URL ?? null, isCi: Boolean(process.env.CI), isThorough: Boolean(process.env.SHIRUBE_TEST_ALL) },
    projects: [
      { extends: true, test: { name: 'alone', include: files.filter(isAlone).map(literally) } },
      { extends: true, test: { name: 'shared', include: files.filter((file) => !isAlone(file)).map(literally), isolate: false } },
    ],
  },
})
