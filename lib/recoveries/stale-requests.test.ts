import { expect, test } from 'vitest'
import { sato, yamada } from './testing/people'
import { accepted, codes, useStage } from './testing/stage'

const stage = useStage()
const { begin, drawn, press } = stage

test('a request is taken back by what its page shows: not by one of before it was taken on; whoever took it on is not held up by that', async () => {
  const id = await begin({ usable: 'no' })
  const recall = await drawn(sato, id, 'recall', { reason: '不要' })
  const promise = await drawn(yamada, id, 'promise', { promisedAt: '04:00' })
  await accepted(press(yamada, id, 'acceptRequest'))
  expect(await codes(stage.acts.onStep(sato, recall))).toEqual(['stalePage'])
  await accepted(stage.acts.onStep(yamada, promise))
  await accepted(press(sato, id, 'recall', { reason: '不要' }))
})
