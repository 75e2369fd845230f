import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openSession, type Connect, type Request } from './session'

/** A script that greets and then answers each request with `answer`. */
const serving = (answer: string, identity = randomUUID(), boot = randomUUID()): Connect => ([nonce = '']) => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const stamped = (spokenTo: string): string => `shirube/1 ${spokenTo} ${identity} ${boot} 1000`
  output.write(`\n${stamped(nonce)} serve\n`)
  input.on('data', (line: Buffer) => { output.write(`${stamped(line.toString().split(' ')[0] ?? '')} ${answer}`) })
  return { input, output, over: new Promise(() => {}), kill: () => void output.destroy() }
}
const opened = async (connect: Connect) => {
  const session = await openSession(connect, performance.now() + 5_000, 'plain')
  if (!session.ok) throw new Error(JSON.stringify(session.error))
  return session.value
}

test('the time that this side takes for an answer is not counted as silence of the other; what follows is', async () => {
  const taking = (bytes: number): Request<string> => ({
    words: ['follow'],
    async receive(_head, source, _nonce, ours) {
      const heard: string[] = []
      await source.take(bytes, (part) => ours(sleep(250).then(() => void heard.push(Buffer.from(part).toString()))))
      return heard.join('')
    },
  })
  expect(await (await opened(serving('follow\nabc'))).ask(taking(3), performance.now() + 100)).toMatchObject({ ok: true, value: { value: 'abc' } })
  expect(await (await opened(serving('follow\nabc'))).ask(taking(4), performance.now() + 100)).toMatchObject({ ok: false, error: { kind: 'noContact', cause: 'timeout' } })
})

test('what is meant for one manager, in its life between two boots, is not sent to another', async () => {
  const [identity, bootId] = [randomUUID(), randomUUID()]
  const session = await opened(serving('state void\n', identity, bootId))
  const ask = (at: Request<true>['at']) => session.ask({ words: ['launch'], at, receive: () => true as const }, performance.now() + 1_000)
  expect(await ask({ identity, bootId })).toMatchObject({ ok: true })
  for (const at of [{ identity: randomUUID(), bootId }, { identity, bootId: randomUUID() }])
    expect(await ask(at)).toEqual({ ok: false, error: { kind: 'refused', code: 'otherManager', stamp: null } })
})
