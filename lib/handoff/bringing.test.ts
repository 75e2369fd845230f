// Whose the files are that come by links, over the real stores and use cases.
import { describe, expect, test } from 'vitest'
import { createHandedFiles } from '@/db/stores/handed-files'
import { COLLECT_NO, useRequests } from './testing/requests'
import { by, codes, COLLECTED, press, RECEIVER, shown, yamada, type Stage } from './testing/stage'

const { collecting } = useRequests()

/** A whole file, brought by a link as its door does it. */
async function bring({ handoffs, database, time }: Stage, token: string, name: string): Promise<void> {
  const come = await handoffs.actorOf(token, by(null), 'answer')
  if (!come.ok) throw new Error(come.error.code)
  const { actor, ...of } = come.value
  await createHandedFiles(database.engine).add({ ...of, id: 'file-1', name, sizeBytes: 1, sha256: 'a'.repeat(64), owner: { id: actor.id, name: actor.name }, createdAt: time.now, completedAt: time.now, usedAt: null, removedAt: null })
}
const seen = async ({ handoffs }: Stage, token: string, visit = by(null)) => (await shown(handoffs, token, visit)).view.files.map(({ name, mine }) => `${name}${mine ? ' mine' : ''}`)

describe('files that were brought by a link and not sent yet', () => {
  test('are there by the link of every later mail to the same receiver, and go along with the answer by it', async () => {
    const stage = await collecting()
    await bring(stage, stage.token, 'log.zip')
    const again = await stage.linkTo('collect-data', COLLECT_NO, { ...RECEIVER, mail: 'RM@example.com' })
    expect([await seen(stage, stage.token), await seen(stage, again)]).toEqual([['log.zip mine'], ['log.zip mine']])
    expect(codes(await press(stage.handoffs, again, 'answerCollect', { ...COLLECTED, files: 'file-1' }))).toEqual([])
  })

  test('are nobody else\'s: neither the next receiver\'s, nor those of somebody who is signed in', async () => {
    const stage = await collecting()
    await bring(stage, stage.token, 'log.zip')
    const next = await stage.linkTo('collect-data', COLLECT_NO, { name: '代行', mail: 'deputy@example.com' })
    expect([await seen(stage, next), await seen(stage, stage.token, by(yamada))]).toEqual([[], []])
    expect(codes(await press(stage.handoffs, next, 'answerCollect', { ...COLLECTED, files: 'file-1' }))).toEqual(['fileUnknown'])
  })
})
