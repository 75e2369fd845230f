/** What is refused, by words or by the machine, and that nothing has started then. For tests only. */
import { existsSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payload } from '../port'
import { isAlive, jobFile, launchesOf, letGo, pidsOf, replaceTool, until } from '../testing/place'
import { codeOf, detach, NEVER_LATE, PATIENCE, SERVER, told } from './asking'
import { preparedIn, waitingOf } from './ready'
import type { Stage } from './stage'

const isEmpty = (path: string): boolean => existsSync(path) && statSync(path).size === 0

export function refusingContract(stage: Stage): void {
  const { another, launch, settled, running, sayRaw, times } = stage
  describe('refusing', () => {
    test('every character outside the wire form, sent past all checks of ours', async () => {
      const nasty = [...' !"#$%&\'()*+,;<>?[\\]^`{|}~\t\r\u0001\u007f'].concat('é', '障', '\u3000')
      const word = fc.tuple(fc.string({ unit: fc.constantFrom(...'aZ0._-/'), maxLength: 6 }), fc.constantFrom(...nasty), fc.string({ maxLength: 6 }))
      const witness = join(stage.place.folder, 'witness')
      await fc.assert(
        fc.asyncProperty(word, fc.integer({ min: 0, max: 3 }), async ([before, bad, after], at) => {
          const words = ['detach', '-unit', 'says_0', '-vs', SERVER]
          words[at + 1] = `${before}${bad}${after.replaceAll('\n', '')}`
          expect(await sayRaw(`n launch q1 ${NEVER_LATE} ${words.join(' ')}\n`)).toMatch(/^shirube\/1 (?:-|n) \S+ \S+ \d+ refused bad(?:Word|Command|Request)\n$/)
        }),
        { numRuns: times(60, 15) },
      )
      for (const attempt of [`$(touch ${witness})`, `\`touch ${witness}\``, `;touch ${witness}`, `|touch ${witness}`, `&touch ${witness}`, `>${witness}`])
        expect(await sayRaw(`n launch q1 ${NEVER_LATE} detach -unit ${attempt} -vs ${SERVER}\n`)).toContain(' refused badWord\n')
      expect([existsSync(witness), launchesOf(stage.place), (await told(stage.launcher.list())).size]).toEqual([false, [], 0])
    }, 60_000)

    /** One session for all: what is refused leaves it in step. */
    const refusalsOf = async (requests: readonly string[]): Promise<readonly (readonly string[])[]> => {
      const answers = (await sayRaw(requests.map((request) => `n ${request}\n`).join(''))).trimEnd().split('\n')
      return requests.map((request, at) => [answers[at]?.split(' ').slice(5).join(' ') ?? '', request])
    }

    test('what is no form of the management command', async () => {
      const requests = [
        'launch q ID status -unit u', 'launch q ID vmiunit', 'launch q ID delete -unit u -vs 1.2.3.4', 'launch q ID detach -unit u',
        'launch q ID detach -unit -u -vs 1.2.3.4', 'launch q ID detach -unit .. -vs 1.2.3.256', 'launch q ID detach -unit u -vs 1.2.3',
        'launch q ID detach -unit u -vs 01.2.3.4', 'launch q ID detach -unit u -vs 1.2.3.4.', 'launch q ID detach -unit u -vs 1.2.3.4 -lb',
        'launch q ID start -unit u -vs 1.2.3.4 -p', 'launch q ID attach -unit u -vs 1.2.3.4', 'launch q ID attach -unit u -vs 1.2.3.4 -serviceip x',
        'launch q ID update -unit u -vs 1.2.3.4', 'launch q ID mark -unit u -vs 1.2.3.4 -comment plain', 'launch q ID detach -p secret -unit u -vs 1.2.3.4',
        'read 5 detach -unit u', 'read 5 status -unit u -target all', 'read 5 status -unit u -target', 'read 5 status -unit ../u', `launch q ID detach -unit ${'u'.repeat(65)} -vs 1.2.3.4`,
      ].map((request) => request.replace('ID', String(NEVER_LATE)))
      expect(await refusalsOf(requests)).toEqual(requests.map((request) => ['refused badCommand', request]))
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('what is no request, or names no job', async () => {
      const requests = [
        ['badId', 'state ../x'], ['badId', 'void .identity'], ['badId', 'launch -x 1 update -unit u'], ['badId', `void ${'x'.repeat(101)}`], ['badId', 'follow a/b 0 1'],
        ['badId', 'sweep 1 ../x'], ['badRequest', 'exec id'], ['badId', 'state'], ['badRequest', 'state a b'], ['badRequest', 'launch q 010 update -unit u'],
        ['badRequest', 'follow a -1 1'], ['badRequest', 'follow a 0 26'], ['badRequest', 'read 0 status -unit u'], ['badRequest', 'sweep'], ['badRequest', 'read'],
      ] as const
      expect(await refusalsOf(requests.map(([, request]) => request))).toEqual(requests.map(([code, request]) => [`refused ${code}`, request]))
      for (const request of ['state  a', 'state a ', 'launch q 1 mark -unit u -vs 1.2.3.4 -comment @99999'])
        expect(await refusalsOf([request])).toEqual([['refused badWord', request]])
    })

    test('a program that is not there takes no id', async () => {
      const without = another({ program: join(stage.place.folder, 'none') })
      expect(await told(without.probe())).toMatchObject({ programFound: false })
      expect(await codeOf(without.launch({ id: 'q1', argv: detach('u'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noProgram')
      expect(await codeOf(without.read(['status', '-unit', 'u'], { timeoutMs: 1_000 }))).toBe('noProgram')
      expect(await told(stage.launcher.state('q1'))).toEqual({ kind: 'absent' })
    })

    test('a job folder that cannot be: a file stands in its place', async () => {
      writeFileSync(stage.place.jobs, '')
      expect(await codeOf(stage.launcher.launch({ id: 'u1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('unwritable')
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('a job folder on a network file system', async () => {
      replaceTool(stage.place, 'stat', 'echo 6969')
      expect(await codeOf(stage.launcher.probe())).toBe('networkFolder')
    })

    test('a full disk, when the id is taken: nothing starts, the id stays free', async () => {
      replaceTool(stage.place, 'mkdir', 'case $1 in -p) exec /bin/mkdir "$@" ;; esac; echo "mkdir: cannot create directory: No space left on device" >&2; exit 1')
      expect(await codeOf(stage.launcher.launch({ id: 'f1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noSpace')
      expect(await told(stage.launcher.state('f1'))).toEqual({ kind: 'absent' })
    })

    test('a full disk, when the record is written: nothing starts, the id is void', async () => {
      replaceTool(stage.place, 'mkdir', '/bin/mkdir "$@" || exit; case $1 in */f2) ln -s /dev/full "$1/job" ;; esac')
      replaceTool(stage.place, 'dd', 'echo "dd: error writing: No space left on device" >&2; exit 1')
      expect(await codeOf(stage.launcher.launch({ id: 'f2', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noSpace')
      expect(await told(stage.launcher.state('f2'))).toEqual({ kind: 'void' })
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('a full disk, when the record of a folder made ready is flushed: nothing starts, the id is void', async () => {
      await told(stage.launcher.state('warm'))
      replaceTool(stage.place, 'dd', 'case $1 in of=*) cat >/dev/null ;; if=/dev/null) exec /bin/dd "$@" ;; esac; echo "dd: error writing: No space left on device" >&2; exit 1')
      const fresh = another()
      expect(await codeOf(fresh.launch({ id: 'f4', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noSpace')
      expect(await told(fresh.state('f4'))).toEqual({ kind: 'void' })
      expect(launchesOf(stage.place)).toEqual([])
    })

    const comment = { argv: ['mark', '-unit', 'says_0', '-vs', SERVER, '-comment', payload(0)], payloads: [Buffer.from('x')] }
    const cannotBeWritten = (path: string): void => {
      unlinkSync(path)
      symlinkSync('/proc/version', path)
    }
    test.each([
      ['whose start cannot be written down', 'run', cannotBeWritten, { argv: detach('says_0') }],
      ['whose start cannot be written down, with a comment', 'run', cannotBeWritten, comment],
      ['that is void already', 'void', (path: string) => writeFileSync(path, ''), { argv: detach('says_0') }],
      ['that is void already, with a comment', 'void', (path: string) => writeFileSync(path, ''), comment],
    ] as const)('a job %s: nothing starts, and it is void', async (_, record, spoil, request) => {
      await told(stage.launcher.state('warm'))
      const [ready = ''] = await until(() => preparedIn(stage.place).filter((name) => isEmpty(jobFile(stage.place, name, 'job'))), (names) => names.length > 0)
      spoil(jobFile(stage.place, ready, record))
      await told(stage.launcher.launch({ id: 'w1', ...request, notAfterMs: NEVER_LATE }, PATIENCE))
      expect(await settled('w1')).toEqual({ kind: 'void' })
      await until(() => waitingOf(stage.place), (pids) => pids.length === 1)
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('a full disk, when the command ends: the record waits for space and is not lost', async () => {
      await launch('f3', 'waits')
      await running('f3')
      const record = jobFile(stage.place, 'f3', 'exit.new')
      unlinkSync(record)
      symlinkSync('/dev/full', record)
      const { command } = pidsOf(stage.place, 'f3')
      letGo(stage.place)
      await until(() => isAlive(command), (alive) => !alive)
      expect(await told(stage.launcher.state('f3'))).toMatchObject({ kind: 'running' })
      unlinkSync(record)
      expect(await settled('f3')).toMatchObject({ kind: 'ended', exitCode: 7 })
    })
  })
}
