/**
 * What every launcher keeps, whatever the transport and the shell: one suite, run for each of them. For tests only.
 * `make` gives a launcher at a place, and how its script is reached by hand.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Asked, JobState, Launcher } from './port'
import { payload } from './port'
import type { Connect } from './session'
import { clear, commandLineOf, createPlace, isAlive, jobFile, launchesOf, letGo, letPrint, pidsOf, processesOf, replaceTool, tamper, until, type Place } from './testing/place'

export type Made = { readonly launcher: Launcher; readonly connect: Connect }
export type Make = (place: Place) => Made

const NEVER_LATE = 999_999_999_999_999
const PATIENCE = { deadlineMs: 20_000 }
const SERVER = '192.168.1.101'
const detach = (unit: string): readonly string[] => ['detach', '-unit', unit, '-vs', SERVER]
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The answer's value; a trouble fails the test with its own words. */
async function told<T>(asked: Asked<T>): Promise<T> {
  const answer = await asked
  if (!answer.ok) throw new Error(`trouble: ${JSON.stringify(answer.error)}`)
  return answer.value.value
}
const codeOf = async (asked: Asked<unknown>): Promise<string> => {
  const answer = await asked
  if (answer.ok) return `answered ${JSON.stringify(answer.value.value)}`
  return answer.error.kind === 'refused' ? answer.error.code : `${answer.error.kind}: ${answer.error.cause}`
}

/** Processes that wait to become a command. */
const waitingOf = (place: Place): readonly number[] =>
  processesOf(place).filter((pid) => isAlive(pid) && commandLineOf(pid).includes('\0--spare\0'))

/**
 * The two ways to take an id: the folder was made ready and only gets its name, or, where the machine lacks the tools for that, it is made.
 * Each with how its last tool before the command is led astray: SCRIPT says what it does first.
 */
const WAYS = [
  ['made ready before', (place: Place, script: string) => replaceTool(place, 'ln', `case $2 in .job.*) ${script} ;; esac; exec /bin/ln "$@"`)],
  ['made at the press', (place: Place, script: string) => {
    replaceTool(place, 'ln', 'case $1 in -sT) exit 1 ;; esac; exec /bin/ln "$@"')
    replaceTool(place, 'sync', `case $1 in */job) ${script} ;; esac; exec /bin/sync "$@"`)
  }],
] as const

/** Sessions of the script. Youngest first: who waits on a session ends by itself with it. */
const servingOf = (place: Place): readonly number[] =>
  processesOf(place).filter((pid) => isAlive(pid) && commandLineOf(pid).includes('\0serve\0')).toSorted((one, other) => other - one)

const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

/** Folders that wait for a job. */
const preparedIn = (place: Place): readonly string[] => readdirSync(place.jobs).filter((name) => name.startsWith('.job.'))

const isEmpty = (path: string): boolean => existsSync(path) && statSync(path).size === 0

/** `rawRuns`: how many raw lines of chance are sent, each over a session of its own. */
export function launcherContract(name: string, make: Make, { rawRuns = 60 }: { readonly rawRuns?: number } = {}): void {
  describe(`launcher: ${name}`, () => {
    let place: Place
    let launcher: Launcher
    let connect: Connect
    const opened: Launcher[] = []
    const another = (): Launcher => {
      const made = make(place)
      opened.push(made.launcher)
      return made.launcher
    }
    const launch = (id: string, unit: string, by = launcher): Promise<JobState> =>
      told(by.launch({ id, argv: detach(unit), notAfterMs: NEVER_LATE }, PATIENCE))
    const settled = (id: string, by = launcher): Promise<JobState> =>
      until(() => told(by.state(id)), (state) => state.kind !== 'starting' && state.kind !== 'running')
    const running = (id: string): Promise<JobState> => until(() => told(launcher.state(id)), (state) => state.kind === 'running')
    const outputOf = async (id: string, offset = 0, seconds = 0, by = launcher): Promise<Buffer> => {
      const parts: Buffer[] = []
      await told(by.follow(id, offset, seconds, (bytes) => parts.push(Buffer.from(bytes))))
      return Buffer.concat(parts)
    }
    /** What the script says to raw lines, past every check of ours; its whole answer behind the greeting, until it ends or `enough` was seen. */
    const sayRaw = async (lines: string | Uint8Array, words = ['raw', 'serve']): Promise<string> => {
      const wire = connect(words)
      const heard: Buffer[] = []
      wire.output.on('data', (bytes: Buffer) => heard.push(bytes))
      wire.input.end(lines)
      await wire.over
      await until(() => wire.output.readableEnded || wire.output.destroyed, (ended) => ended)
      wire.kill()
      return Buffer.concat(heard).toString('latin1').split('\n').slice(2).join('\n')
    }

    beforeEach(() => {
      place = createPlace()
      const made = make(place)
      launcher = made.launcher
      connect = made.connect
      opened.push(launcher)
    })
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close()
      expect(await clear(place), 'processes left behind').toEqual([])
    })

    describe('once', () => {
      test('one id pressed by twenty racers over ten connections runs once, ten times in a row', async () => {
        const racers = [launcher, ...Array.from({ length: 9 }, another)]
        await Promise.all(racers.map((racer) => told(racer.state('warm'))))
        const ids = Array.from({ length: 10 }, (_, at) => `a${at}`)
        for (const id of ids) {
          const states = await Promise.all(Array.from({ length: 20 }, (_, at) => launch(id, 'says_0', racers[at % 10])))
          for (const state of states) expect(['starting', 'running', 'ended']).toContain(state.kind)
          expect(await settled(id)).toMatchObject({ kind: 'ended', exitCode: 0 })
        }
        expect(await launch('a0', 'says_0')).toMatchObject({ kind: 'ended' })
        expect(launchesOf(place)).toEqual(ids.map((id) => `detach says_0 ${id}`))
      })

      test('launch and void agree in two hundred races, and only what is not void has run', async () => {
        const rival = another()
        const ids = Array.from({ length: 200 }, (_, at) => `race-${at}`)
        const kinds = new Map<string, string>()
        for (const [at, id] of ids.entries()) {
          const pressed = (): Promise<JobState> => launch(id, 'says_0')
          const voided = (): Promise<JobState> => told(rival.void(id))
          const [one, other] = await Promise.all(at % 2 ? [pressed(), voided()] : [voided(), pressed()])
          const [toPress, toVoid] = at % 2 ? [one, other] : [other, one]
          // Who lost the id by a hair may hear "taken, not yet known by what", never the opposite.
          expect(toVoid.kind === 'void' ? ['void', 'starting'] : ['starting', 'running', 'ended'], id).toContain(toPress.kind)
          kinds.set(id, toVoid.kind)
        }
        for (const [id, kind] of kinds) expect((await settled(id)).kind).toBe(kind === 'void' ? 'void' : 'ended')
        const ran = [...kinds].filter(([, kind]) => kind !== 'void').map(([id]) => `detach says_0 ${id}`)
        expect([...launchesOf(place)].sort()).toEqual(ran.sort())
      }, 60_000)

      test('a void id never runs, whoever presses, and stays void', async () => {
        expect(await told(launcher.state('v1'))).toEqual({ kind: 'absent' })
        expect(await told(launcher.void('v1'))).toEqual({ kind: 'void' })
        expect(await launch('v1', 'says_0')).toEqual({ kind: 'void' })
        expect(await told(another().state('v1'))).toEqual({ kind: 'void' })
        expect(launchesOf(place)).toEqual([])
      })

      test.each(WAYS)('nothing starts after its time: neither a late press nor one held up in a frozen session (a folder %s)', async (_, astray) => {
        // It takes longer than the press is good for.
        astray(place, 'sleep 1.2')
        const warm = await launcher.state('warm')
        const nowMs = warm.ok ? warm.value.clockMs : 0
        expect(await codeOf(launcher.launch({ id: 'l1', argv: detach('says_0'), notAfterMs: nowMs - 1 }, PATIENCE))).toBe('late')
        const again = await launcher.state('warm')
        const aboveMs = again.ok ? again.value.clockMs + 1_000 : 0
        expect(await codeOf(launcher.launch({ id: 'l2', argv: detach('says_0'), notAfterMs: aboveMs }, PATIENCE))).toBe('late')
        expect(await told(launcher.state('l1'))).toEqual({ kind: 'absent' })
        expect(await told(launcher.state('l2'))).toEqual({ kind: 'void' })
        expect(launchesOf(place)).toEqual([])
      })

      test('a press in its time starts, though the session set its clock anew since its command-to-be began to wait', async () => {
        replaceTool(place, 'date', `if [ -e '${place.folder}/set' ]; then exec /bin/date "$@"; fi; : >'${place.folder}/set'; echo $(($(/bin/date +%s%3N) + 3600000))`)
        const said = await sayRaw(`n probe\nn launch c1 ${Date.now() + 20_000} detach -unit says_0 -vs ${SERVER}\n`, ['raw', 'serve', 'ready'])
        expect(said).toMatch(/ probe [^]* state (?:starting|running|ended)/)
        expect(await settled('c1')).toMatchObject({ kind: 'ended', exitCode: 0 })
      })

      test('a waiting command-to-be that dies leaves the id void, and the next press runs', async () => {
        await told(launcher.state('warm'))
        const waiting = await until(() => waitingOf(place), (pids) => pids.length > 0)
        for (const pid of waiting) process.kill(pid, 'SIGKILL')
        await until(() => waiting.filter(isAlive), (left) => left.length === 0)
        await launch('s1', 'says_0')
        expect(await settled('s1')).toEqual({ kind: 'void' })
        await launch('s2', 'says_0')
        expect(await settled('s2')).toMatchObject({ kind: 'ended', exitCode: 0 })
        expect(launchesOf(place)).toEqual(['detach says_0 s2'])
      })

      test('a line that was cut off before its end is not carried out', async () => {
        expect(await sayRaw(`n1 launch t1 ${NEVER_LATE} detach -unit says_0 -vs ${SERVER}`)).toBe('')
        expect(await told(launcher.state('t1'))).toEqual({ kind: 'absent' })
      })
    })

    describe('the true end', () => {
      test.each([0, 1, 2, 64, 3, 255])('exit code %i is recorded', async (code) => {
        await launch('e1', `says_${code}`)
        expect(await settled('e1')).toMatchObject({ kind: 'ended', exitCode: code })
      })

      test('a signal is recorded as one', async () => {
        await launch('e1', 'dies')
        expect(await settled('e1')).toMatchObject({ kind: 'ended', exitCode: 137, signal: 'SIGKILL' })
        expect(await outputOf('e1')).toHaveLength(0)
      })

      test('the command outlives the connection; its output and exit code are collected by another', async () => {
        await launch('s1', 'waits')
        await running('s1')
        await launcher.close()
        letGo(place)
        const later = another()
        expect(await settled('s1', later)).toMatchObject({ kind: 'ended', exitCode: 7, bytes: 11 })
        expect((await outputOf('s1', 0, 0, later)).toString()).toBe('begun\nover\n')
      })

      test('TERM and HUP to the recording process do not keep it from recording', async () => {
        await launch('h1', 'waits')
        await running('h1')
        const { recorder } = pidsOf(place, 'h1')
        process.kill(recorder, 'SIGTERM')
        process.kill(recorder, 'SIGHUP')
        letGo(place)
        expect(await settled('h1')).toMatchObject({ kind: 'ended', exitCode: 7 })
      })

      test('recording process killed: lost, saying whether the command still lives', async () => {
        await launch('k1', 'waits')
        await running('k1')
        const { recorder, command } = pidsOf(place, 'k1')
        process.kill(recorder, 'SIGKILL')
        expect(await settled('k1')).toEqual({ kind: 'lost', reason: 'gone', alive: true })
        letGo(place)
        await until(() => isAlive(command), (alive) => !alive)
        expect(await told(launcher.state('k1'))).toEqual({ kind: 'lost', reason: 'gone', alive: false })
      })

      test('a reused process id is not taken for the command: the start time differs', async () => {
        await launch('p1', 'waits')
        await running('p1')
        tamper(jobFile(place, 'p1', 'run'), (text) => text.replace(/^run (\d+) (\d+) (\d+) (\d+)/m, 'run $1 1 $3 1'))
        expect(await told(launcher.state('p1'))).toEqual({ kind: 'lost', reason: 'gone', alive: false })
      })

      test('after a reboot a job without exit record is lost', async () => {
        await launch('b1', 'waits')
        await running('b1')
        tamper(jobFile(place, 'b1', 'run'), (text) => text.replace(/^boot [0-9a-f]/m, (found) => `boot ${found.endsWith('0') ? '1' : '0'}`))
        expect(await told(launcher.state('b1'))).toEqual({ kind: 'lost', reason: 'rebooted', alive: false })
      })

      test('an exit record torn at any line counts as not there', async () => {
        await launch('x1', 'says_64')
        const whole = await settled('x1')
        await until(() => isAlive(pidsOf(place, 'x1').recorder), (alive) => !alive)
        const file = jobFile(place, 'x1', 'exit')
        const text = readFileSync(file, 'utf8')
        for (const end of ['code 6', 'code 64\n', 'code 64\nat 17', text.slice(0, text.indexOf('end')), '']) {
          writeFileSync(file, end)
          expect(await told(launcher.state('x1'))).toEqual({ kind: 'lost', reason: 'gone', alive: false })
        }
        writeFileSync(file, text)
        expect(await told(launcher.state('x1'))).toEqual(whole)
      })

      test.each(WAYS)('an id taken by one who died before the command is starting, then lost (a folder %s)', async (_, astray) => {
        astray(place, '"/bin/${0##*/}" "$@"; kill -KILL $PPID; exit')
        await told(launcher.state('warm'))
        expect(await codeOf(launcher.launch({ id: 'd1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noContact: cut')
        await until(() => readFileSync(jobFile(place, 'd1', 'job'), 'utf8'), (record) => record.includes('\nend\n'))
        expect(await told(launcher.state('d1'))).toEqual({ kind: 'starting' })
        expect(await told(launcher.void('d1'))).toEqual({ kind: 'starting' })
        tamper(jobFile(place, 'd1', 'job'), (text) => text.replace(/^up (\d+)/m, (_, up: string) => `up ${Math.max(0, Number(up) - 11_000)}`))
        expect(await told(launcher.state('d1'))).toEqual({ kind: 'lost', reason: 'neverStarted', alive: false })
        expect(launchesOf(place)).toEqual([])
      })

      test('asked without pause while jobs begin and end, the session never breaks and no state goes backwards', async () => {
        const order = ['starting', 'running', 'ended']
        for (let at = 0; at < 40; at += 1) {
          const seen = [(await launch(`n${at}`, 'says_0')).kind]
          while (seen.at(-1) !== 'ended') seen.push((await told(launcher.state(`n${at}`))).kind)
          expect(seen).toEqual(seen.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)))
        }
      }, 60_000)

      test('list names every id with its state', async () => {
        await launch('one', 'says_2')
        await told(launcher.void('two'))
        await settled('one')
        const jobs = await told(launcher.list())
        expect([...jobs].map(([id, state]) => [id, state.kind])).toEqual([['one', 'ended'], ['two', 'void']])
      })
    })

    describe('output', () => {
      test('ten megabytes of any bytes arrive whole, while they are written', async () => {
        const bytes = randomBytes(10_485_760 / 8)
        letPrint(place, bytes)
        await launch('o1', 'drips')
        const hash = createHash('sha256')
        let offset = 0
        for (let ended = false; !ended; ) {
          const followed = await told(launcher.follow('o1', offset, 5, (part) => { hash.update(part); offset += part.length }))
          expect(followed.nextOffset).toBe(offset)
          ended = followed.ended
        }
        expect(offset).toBe(10_485_760)
        expect(hash.digest('hex')).toBe(sha256(Buffer.concat(Array.from({ length: 8 }, () => bytes))))
        expect(await settled('o1')).toMatchObject({ kind: 'ended', bytes: 10_485_760 })
      })

      test('from any offset: no gap, no repeat (NUL, line ends and half characters included)', async () => {
        const bytes = Buffer.concat([Buffer.from([0, 10, 0x83, 13, 0, 255]), randomBytes(5_000), Buffer.from('\nshirube/1 x\ndata 3\n')])
        letPrint(place, bytes)
        await launch('o2', 'prints')
        await settled('o2')
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 0, max: bytes.length + 10 }), async (offset) => {
            expect((await outputOf('o2', offset)).equals(bytes.subarray(offset))).toBe(true)
          }),
          { numRuns: 40 },
        )
      })

      test('of an output that is shorter than it was, or longer than when its command ended, what is there and the command\'s is handed over, and no more is announced', async () => {
        for (const id of ['t1', 't2']) await launch(id, 'says_0')
        const whole = `said ${detach('says_0').join(' ')}\n`
        for (const id of ['t1', 't2']) expect(await settled(id)).toMatchObject({ bytes: whole.length })
        tamper(jobFile(place, 't1', 'out'), (text) => text.slice(0, 4))
        tamper(jobFile(place, 't2', 'out'), (text) => `${text}and a child that lived on`)
        expect([(await outputOf('t1')).toString(), (await outputOf('t2')).toString()]).toEqual(['said', whole])
        expect(await told(launcher.follow('t1', 4, 0, () => undefined))).toEqual({ nextOffset: 4, ended: true })
      })

      test('who takes output slowly holds up the sender; that is no time of the management server, and nothing is lost', async () => {
        const bytes = randomBytes(3_000_000)
        letPrint(place, bytes)
        await launch('o4', 'prints')
        await settled('o4')
        const hash = createHash('sha256')
        let goOn = (): void => {}
        const held = new Promise<void>((resolve) => { goOn = resolve })
        let taken = 0
        const following = told(launcher.follow('o4', 0, 0, async (part) => {
          hash.update(part)
          taken += part.length
          await held
        }))
        await until(() => taken, (count) => count > 0)
        const first = taken
        await told(another().state('o4'))
        expect(taken).toBe(first)
        goOn()
        expect(await following).toEqual({ nextOffset: bytes.length, ended: true })
        expect(hash.digest('hex')).toBe(sha256(bytes))
      })

      test('a follower whose connection is cut goes on where it stopped', async () => {
        const bytes = randomBytes(100_000)
        letPrint(place, bytes)
        await launch('o3', 'drips')
        const heard: Buffer[] = []
        for (let ended = false; !ended; ) {
          const follower = another()
          const from = heard.reduce((sum, part) => sum + part.length, 0)
          const cut = from < 400_000
          const answer = await follower.follow('o3', from, 20, (part) => {
            heard.push(Buffer.from(part))
            if (cut) void follower.close()
          })
          ended = answer.ok && answer.value.value.ended
        }
        expect(sha256(Buffer.concat(heard))).toBe(sha256(Buffer.concat(Array.from({ length: 8 }, () => bytes))))
      })

      test('sweep takes the output of collected jobs that are old enough, never the ids', async () => {
        for (const id of ['w1', 'w2']) await launch(id, 'says_0')
        const states = [await settled('w1'), await settled('w2')]
        expect(await told(launcher.sweep(1, ['w1', 'w2']))).toBe(0)
        expect(await told(launcher.sweep(0, ['w1']))).toBe(1)
        expect([await told(launcher.state('w1')), await told(launcher.state('w2'))]).toEqual(states)
        expect(await codeOf(launcher.follow('w1', 0, 0, () => undefined))).toBe('noOutput')
        expect((await outputOf('w2')).length).toBeGreaterThan(0)
      })
    })

    describe('interrupting', () => {
      test('who listens to TERM ends by it; the end is recorded', async () => {
        await launch('i1', 'waits')
        await running('i1')
        expect(await told(launcher.interrupt('i1'))).toMatchObject({ alive: 0, forced: false, state: { kind: 'ended', exitCode: 143, signal: 'SIGTERM' } })
      })

      test('who ignores TERM is forced, it is said so, and the end is recorded all the same', async () => {
        await launch('i2', 'stubborn')
        await until(() => outputOf('i2'), (output) => output.includes('begun'))
        const { command } = pidsOf(place, 'i2')
        expect(await told(launcher.interrupt('i2', { graceMs: 300 }))).toMatchObject({
          alive: 0, forced: true, state: { kind: 'ended', exitCode: 137, signal: 'SIGKILL' },
        })
        expect(isAlive(command)).toBe(false)
      })

      test('a child that hid in a session of its own is found and counted', async () => {
        await launch('i3', 'hides')
        await until(() => outputOf('i3'), (output) => output.includes('begun'))
        expect(await told(launcher.interrupt('i3', { graceMs: 300 }))).toMatchObject({ alive: 0, forced: true, state: { kind: 'ended' } })
      })

      test('of a lost job what still lives is ended too; the job stays lost', async () => {
        await launch('i4', 'waits')
        await running('i4')
        process.kill(pidsOf(place, 'i4').recorder, 'SIGKILL')
        expect(await told(launcher.interrupt('i4'))).toMatchObject({ alive: 0, state: { kind: 'lost', reason: 'gone', alive: false } })
      })

      test('where there is nothing to interrupt nothing is', async () => {
        await told(launcher.void('i5'))
        expect(await told(launcher.interrupt('i5'))).toEqual({ alive: 0, forced: false, state: { kind: 'void' } })
      })
    })

    describe('what the command meets', () => {
      test('nobody at standard input, its own session, the umask and locale of the account', async () => {
        await launch('m1', 'asks')
        await settled('m1')
        expect((await outputOf('m1')).toString()).toBe('nobody there\n')
        await launch('m2', 'surroundings')
        await settled('m2')
        const [, mask, session, pid] = /^umask (\d+) locale none session (\d+) of (\d+) folder \/\n$/.exec((await outputOf('m2')).toString()) ?? []
        expect(session).toBe(pid)
        expect(Number.parseInt(mask ?? '', 8)).toBe(process.umask())
      })

      test('a comment of any bytes arrives as one argument, unread by any shell', async () => {
        const comment = `'調査中' "$(reboot)" \`id\` ; \\n\n -p * ~ \u0001é`
        const request = { id: 'c1', argv: ['mark', '-unit', 'arguments', '-vs', SERVER, '-comment', payload(0)], payloads: [Buffer.from(`${comment}\n`)], notAfterMs: NEVER_LATE }
        expect(['starting', 'running', 'ended']).toContain((await told(launcher.launch(request, PATIENCE))).kind)
        await settled('c1')
        expect((await outputOf('c1')).toString()).toBe(`<mark><-unit><arguments><-vs><${SERVER}><-comment><${comment}\n>`)
        expect(await told(launcher.state('c1')), 'the session is still in step').toMatchObject({ kind: 'ended' })
      })
    })

    describe('reading', () => {
      test('gives output and exit code, and leaves nothing behind', async () => {
        expect(await told(launcher.read(['status', '-unit', 'says_1'], { timeoutMs: 5_000 }))).toMatchObject({
          exitCode: 1, signal: null, timedOut: false, truncated: false, output: new Uint8Array(Buffer.from('said status -unit says_1\n')),
        })
        expect(await told(launcher.list())).toEqual(new Map())
      })

      test('ends a reading that hangs, and says so', async () => {
        expect(await told(launcher.read(['status', '-unit', 'stubborn'], { timeoutMs: 1_000 }))).toMatchObject({ timedOut: true })
        expect(await until(() => processesOf(place).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('stubborn')), (left) => left.length === 0)).toEqual([])
      }, 20_000)

      test('keeps the first mebibyte and says that more came', async () => {
        const read = await told(launcher.read(['status', '-unit', 'floods', '-target', 'virtualserver'], { timeoutMs: 10_000 }))
        expect([read.output.length, read.truncated, read.exitCode]).toEqual([1_048_576, true, 0])
      })
    })

    describe('refusing', () => {
      test('every character outside the wire form, sent past all checks of ours', async () => {
        const nasty = [...' !"#$%&\'()*+,;<>?[\\]^`{|}~\t\r\u0001\u007f'].concat('é', '障', '\u3000')
        const word = fc.tuple(fc.string({ unit: fc.constantFrom(...'aZ0._-/'), maxLength: 6 }), fc.constantFrom(...nasty), fc.string({ maxLength: 6 }))
        const witness = join(place.folder, 'witness')
        await fc.assert(
          fc.asyncProperty(word, fc.integer({ min: 0, max: 3 }), async ([before, bad, after], at) => {
            const words = ['detach', '-unit', 'says_0', '-vs', SERVER]
            words[at + 1] = `${before}${bad}${after.replaceAll('\n', '')}`
            expect(await sayRaw(`n launch q1 ${NEVER_LATE} ${words.join(' ')}\n`)).toMatch(/^shirube\/1 (?:-|n) \S+ \S+ \d+ refused bad(?:Word|Command|Request)\n$/)
          }),
          { numRuns: rawRuns },
        )
        for (const attempt of [`$(touch ${witness})`, `\`touch ${witness}\``, `;touch ${witness}`, `|touch ${witness}`, `&touch ${witness}`, `>${witness}`])
          expect(await sayRaw(`n launch q1 ${NEVER_LATE} detach -unit ${attempt} -vs ${SERVER}\n`)).toContain(' refused badWord\n')
        expect([existsSync(witness), launchesOf(place), (await told(launcher.list())).size]).toEqual([false, [], 0])
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
        expect(launchesOf(place)).toEqual([])
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
        const without = make({ ...place, program: join(place.folder, 'none') }).launcher
        opened.push(without)
        expect(await told(without.probe())).toMatchObject({ programFound: false })
        expect(await codeOf(without.launch({ id: 'q1', argv: detach('u'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noProgram')
        expect(await codeOf(without.read(['status', '-unit', 'u'], { timeoutMs: 1_000 }))).toBe('noProgram')
        expect(await told(launcher.state('q1'))).toEqual({ kind: 'absent' })
      })

      test('a job folder that cannot be: a file stands in its place', async () => {
        writeFileSync(place.jobs, '')
        expect(await codeOf(launcher.launch({ id: 'u1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('unwritable')
        expect(launchesOf(place)).toEqual([])
      })

      test('a job folder on a network file system', async () => {
        replaceTool(place, 'stat', 'echo 6969')
        expect(await codeOf(launcher.probe())).toBe('networkFolder')
      })

      test('a full disk, when the id is taken: nothing starts, the id stays free', async () => {
        replaceTool(place, 'mkdir', 'case $1 in -p) exec /bin/mkdir "$@" ;; esac; echo "mkdir: cannot create directory: No space left on device" >&2; exit 1')
        expect(await codeOf(launcher.launch({ id: 'f1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noSpace')
        expect(await told(launcher.state('f1'))).toEqual({ kind: 'absent' })
      })

      test('a full disk, when the record is written: nothing starts, the id is void', async () => {
        replaceTool(place, 'mkdir', '/bin/mkdir "$@" || exit; case $1 in */f2) ln -s /dev/full "$1/job" ;; esac')
        replaceTool(place, 'dd', 'echo "dd: error writing: No space left on device" >&2; exit 1')
        expect(await codeOf(launcher.launch({ id: 'f2', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noSpace')
        expect(await told(launcher.state('f2'))).toEqual({ kind: 'void' })
        expect(launchesOf(place)).toEqual([])
      })

      test('a full disk, when the record of a folder made ready is flushed: nothing starts, the id is void', async () => {
        await told(launcher.state('warm'))
        replaceTool(place, 'dd', 'case $1 in of=*) cat >/dev/null ;; if=/dev/null) exec /bin/dd "$@" ;; esac; echo "dd: error writing: No space left on device" >&2; exit 1')
        const fresh = another()
        expect(await codeOf(fresh.launch({ id: 'f4', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noSpace')
        expect(await told(fresh.state('f4'))).toEqual({ kind: 'void' })
        expect(launchesOf(place)).toEqual([])
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
        await told(launcher.state('warm'))
        const [ready = ''] = await until(() => preparedIn(place).filter((name) => isEmpty(jobFile(place, name, 'job'))), (names) => names.length > 0)
        spoil(jobFile(place, ready, record))
        await told(launcher.launch({ id: 'w1', ...request, notAfterMs: NEVER_LATE }, PATIENCE))
        expect(await settled('w1')).toEqual({ kind: 'void' })
        await until(() => waitingOf(place), (pids) => pids.length === 1)
        expect(launchesOf(place)).toEqual([])
      })

      test('a full disk, when the command ends: the record waits for space and is not lost', async () => {
        await launch('f3', 'waits')
        await running('f3')
        const record = jobFile(place, 'f3', 'exit.new')
        unlinkSync(record)
        symlinkSync('/dev/full', record)
        const { command } = pidsOf(place, 'f3')
        letGo(place)
        await until(() => isAlive(command), (alive) => !alive)
        expect(await told(launcher.state('f3'))).toMatchObject({ kind: 'running' })
        unlinkSync(record)
        expect(await settled('f3')).toMatchObject({ kind: 'ended', exitCode: 7 })
      })
    })

    describe('the connection', () => {
      test('every answer says who gave it: one identity for all sessions, another for another folder', async () => {
        const askedAt = Date.now()
        const stamps = await Promise.all([launcher.probe(), another().state('a'), another().list(), launcher.void('b')])
        const names = stamps.map((answer) => (answer.ok ? `${answer.value.protocol} ${answer.value.identity} ${answer.value.bootId}` : answer.error.kind))
        expect(new Set(names).size).toBe(1)
        for (const clockMs of stamps.map((answer) => (answer.ok ? answer.value.clockMs : 0))) {
          expect(clockMs).toBeGreaterThan(askedAt - 2_000)
          expect(clockMs).toBeLessThan(Date.now() + 2_000)
        }
        const elsewhere = make({ ...place, jobs: join(place.folder, 'other') }).launcher
        opened.push(elsewhere)
        const answer = await elsewhere.probe()
        expect(answer.ok && answer.value.identity).not.toBe(names[0]?.split(' ')[1])
      })

      test('a spare session that dies is replaced, and jobs do not notice', async () => {
        await launch('r1', 'waits')
        await running('r1')
        killAll(servingOf(place).filter((pid) => pid !== pidsOf(place, 'r1').recorder))
        await until(() => launcher.state('r1'), (answer) => answer.ok && answer.value.value.kind === 'running')
        letGo(place)
        expect(await settled('r1')).toMatchObject({ kind: 'ended', exitCode: 7 })
      })

      test('what a killed session had made ready is void, and gone after a day; what became a job stays', async () => {
        await launch('k1', 'says_0')
        await settled('k1')
        const ready = await until(() => preparedIn(place).filter((name) => name !== readlinkSync(join(place.jobs, 'k1'))), (names) => names.length === 1)
        killAll(servingOf(place))
        await launcher.close()
        await until(() => processesOf(place).filter(isAlive), (pids) => pids.length === 0)
        await told(another().state('k1'))
        expect(existsSync(join(place.jobs, ready[0] ?? '', 'void'))).toBe(true)
        for (const name of readdirSync(place.jobs)) if (name.startsWith('.prepared.')) utimesSync(join(place.jobs, name), 0, 0)
        const again = another()
        expect(await told(again.state('k1'))).toMatchObject({ kind: 'ended', exitCode: 0 })
        await until(() => preparedIn(place), (names) => !names.includes(ready[0] ?? ''))
        expect(await told(again.state('k1'))).toMatchObject({ kind: 'ended', exitCode: 0 })
      })

      test('an answer that does not come in time is no contact; what was asked never happens behind our back', async () => {
        await told(launcher.state('z1'))
        // The tool that waits for a job's record is the last that a session starts before it rests.
        await until(() => processesOf(place).map(commandLineOf), (lines) => lines.some((line) => line.startsWith('dd\0of=')))
        const frozen = processesOf(place)
        for (const pid of frozen) process.kill(pid, 'SIGSTOP')
        expect(await codeOf(launcher.launch({ id: 'z1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, { deadlineMs: 200 }))).toBe('noContact: timeout')
        expect(await told(launcher.void('z1'))).toEqual({ kind: 'void' })
        // The session itself was let go of; who waited on it for a job goes on, and finds that there is none.
        for (const pid of frozen.filter(isAlive)) process.kill(pid, 'SIGCONT')
        await until(() => frozen.filter(isAlive), (left) => left.length === 0)
        expect(launchesOf(place)).toEqual([])
      })

      test('words that the wire cannot carry are refused before anything is sent', async () => {
        for (const word of ['a b', '$(id)', '', 'é', 'a\nb', '@3', "'"])
          expect(await codeOf(launcher.launch({ id: 'y1', argv: ['detach', '-unit', word, '-vs', SERVER], notAfterMs: NEVER_LATE }, PATIENCE)), word).toBe('badWord')
        for (const id of ['', '../x', '.x', '-x', 'a b', 'x'.repeat(101)]) expect(await codeOf(launcher.state(id)), id).toBe('badId')
        expect(await told(launcher.list())).toEqual(new Map())
      })
    })
  })
}
