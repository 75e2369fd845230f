/** What a command prints arrives whole, from any byte, over any number of connections. For tests only. */
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jobFile, letPrint, tamper, until } from '../testing/place'
import { codeOf, detach, told } from './asking'
import type { Stage } from './stage'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function outputContract(stage: Stage): void {
  const { another, launch, settled, outputOf } = stage
  describe('output', () => {
    test('ten megabytes of any bytes arrive whole, while they are written', async () => {
      const bytes = randomBytes(10_485_760 / 8)
      letPrint(stage.place, bytes)
      await launch('o1', 'drips')
      const hash = createHash('sha256')
      let offset = 0
      for (let ended = false; !ended; ) {
        const followed = await told(stage.launcher.follow('o1', offset, 5, (part) => { hash.update(part); offset += part.length }))
        expect(followed.nextOffset).toBe(offset)
        ended = followed.ended
      }
      expect(offset).toBe(10_485_760)
      expect(hash.digest('hex')).toBe(sha256(Buffer.concat(Array.from({ length: 8 }, () => bytes))))
      expect(await settled('o1')).toMatchObject({ kind: 'ended', bytes: 10_485_760 })
    })

    test('from any offset: no gap, no repeat (NUL, line ends and half characters included)', async () => {
      const bytes = Buffer.concat([Buffer.from([0, 10, 0x83, 13, 0, 255]), randomBytes(5_000), Buffer.from('\nshirube/1 x\ndata 3\n')])
      letPrint(stage.place, bytes)
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
      tamper(jobFile(stage.place, 't1', 'out'), (text) => text.slice(0, 4))
      tamper(jobFile(stage.place, 't2', 'out'), (text) => `${text}and a child that lived on`)
      expect([(await outputOf('t1')).toString(), (await outputOf('t2')).toString()]).toEqual(['said', whole])
      expect(await told(stage.launcher.follow('t1', 4, 0, () => undefined))).toEqual({ nextOffset: 4, ended: true })
    })

    test('who takes output slowly holds up the sender; that is no time of the management server, and nothing is lost', async () => {
      const bytes = randomBytes(3_000_000)
      letPrint(stage.place, bytes)
      await launch('o4', 'prints')
      await settled('o4')
      const hash = createHash('sha256')
      let goOn = (): void => {}
      const held = new Promise<void>((resolve) => { goOn = resolve })
      let taken = 0
      const following = told(stage.launcher.follow('o4', 0, 0, async (part) => {
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
      letPrint(stage.place, bytes)
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
      expect(await told(stage.launcher.sweep(1, ['w1', 'w2']))).toBe(0)
      expect(await told(stage.launcher.sweep(0, ['w1']))).toBe(1)
      expect([await told(stage.launcher.state('w1')), await told(stage.launcher.state('w2'))]).toEqual(states)
      expect(await codeOf(stage.launcher.follow('w1', 0, 0, () => undefined))).toBe('noOutput')
      expect((await outputOf('w2')).length).toBeGreaterThan(0)
    })
  })
}
