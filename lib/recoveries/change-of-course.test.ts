import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { PostedForm } from './forms'
import { loadState } from './perform'
import { sato } from './testing/people'
import { accepted, codes, form, useStage } from './testing/stage'

const stage = useStage()
const drawn = (recoveryId: string, fields: Readonly<Record<string, string>> = { to: 'replace' }): PostedForm =>
  form({ act: 'switch', recoveryId, key: randomUUID(), reason: '回復できない', ...fields })
const course = async (id: string) => (await loadState(stage.deps, id))?.legs.map(({ procedure, requests }) => [procedure, ...requests.map(({ status }) => status)])

describe('the button that changes the course', () => {
  test('does what it said when it was drawn: of two pages the second press changes nothing back, and recalls nothing', async () => {
    const id = await stage.begin()
    const [one, two] = [drawn(id), drawn(id)]
    await accepted(stage.acts.onRecovery(sato, one))
    expect(await codes(stage.acts.onRecovery(sato, two))).toEqual(['sameProcedure'])
    expect(await course(id)).toEqual([['reuse'], ['replace', 'unread']])
  })

  test('leads back where that is what it says', async () => {
    const id = await stage.begin()
    await accepted(stage.acts.onRecovery(sato, drawn(id)))
    await accepted(stage.acts.onRecovery(sato, drawn(id, { to: 'reuse' })))
    expect((await course(id))?.map(([procedure]) => procedure)).toEqual(['reuse', 'replace', 'reuse'])
  })

  test.each([['no course', {}], ['one that there is not', { to: 'rebuild' }]] as const)('that names %s is no form of ours', async (_, fields) => {
    const id = await stage.begin()
    expect(await codes(stage.acts.onRecovery(sato, drawn(id, fields)))).toEqual(['formIncomplete'])
    expect(await course(id)).toEqual([['reuse']])
  })
})
