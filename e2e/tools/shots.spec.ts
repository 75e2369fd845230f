// Walks both procedures and photographs every page in every language, brightness and width, for people to look at. Not part of the tests:
//   SHOTS_DIR=/some/folder npx playwright test --config e2e/tools/shots.config.ts
import { mkdirSync } from 'node:fs'
import { FAILED, FAILED_MACHINE } from '../fixtures/example'
import { CELLS } from '../fixtures/page-checks'
import type { Person } from '../fixtures/person'
import { expect, test } from '../fixtures/test'
import { begin, cloneNew, confirmTo, detach, expectState, finish, goToStep, ITEM, openDetach, openRequest, openStep, readAndConfirmTo, reachAttach, run, stepPath } from '../fixtures/walk'

const folder = process.env.SHOTS_DIR ?? 'test-results/shots'
test.setTimeout(1_200_000)
let count = 0

const shoot = async (person: Person, name: string, show?: () => Promise<unknown>): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  count += 1
  const path = person.page.url()
  for (const cell of CELLS) {
    await person.dress(cell)
    if (show) await show()
    else await person.goTo(path)
    await expect(person.heading).toBeVisible()
    await person.page.screenshot({ path: `${folder}/${String(count).padStart(2, '0')}-${name}-${cell.locale}-${cell.theme}-${cell.width}.png`, fullPage: true })
  }
}
const shootAt = (person: Person, name: string, path: string) => shoot(person, name, () => person.goTo(path))

test('replace', async ({ enter, site }) => {
  const visitor = await enter(null)
  const builder = await enter('builder')
  const manager = await enter('manager')
  builder.willComplain(/404/)
  await shootAt(visitor, 'sign-in', '/sign-in')
  await shootAt(builder, 'home-empty', '/')
  await shootAt(builder, 'target', '/recoveries/new/target')
  await shootAt(builder, 'world', '/demo/world')
  await shootAt(builder, 'not-found', '/nowhere')
  const id = await begin(builder, 'no')
  await shoot(builder, 'collect-waiting')
  await openRequest(manager)
  await shootAt(manager, 'inbox', '/inbox')
  await openStep(manager, id, 1)
  await shoot(manager, 'collect-manager')
  await manager.send('answerCollect', {})
  await shoot(manager, 'collect-error', async () => {
    await openStep(manager, id, 1)
    await manager.send('answerCollect', {})
    await expect(manager.page.locator('form section[tabindex="-1"]').first()).toBeVisible()
  })
  await manager.send('answerCollect', ITEM)
  await expectState(manager, 'done')
  await shoot(manager, 'collect-answered')
  await openStep(builder, id, 2)
  await shoot(builder, 'connect')
  await confirmTo(builder, 3)
  await shoot(builder, 'stop')
  await site.world.act({ kind: 'powerOff', name: FAILED_MACHINE })
  await run(builder, 'attention')
  await shoot(builder, 'stop-attention')
  await builder.send('giveSecondEvidence', { hypervisorShows: 'switchedOff', by: '佐藤 花子' })
  await builder.page.waitForURL('**/steps/4')
  await shoot(builder, 'detach')
  await shoot(builder, 'detach-dialog', async () => {
    await openStep(builder, id, 4)
    await openDetach(builder)
  })
  await shootAt(builder, 'detach-page', `${stepPath(id, 4)}/confirm`)
  await openStep(builder, id, 4)
  await detach(builder, FAILED)
  await shoot(builder, 'detach-done')
  await openStep(builder, id, 5)
  await shoot(builder, 'request')
  await cloneNew(manager)
  await reachAttach(builder, manager, id)
  await shootAt(manager, 'report-answered', stepPath(id, 6))
  await openStep(builder, id, 8)
  await shoot(builder, 'attach')
  await run(builder)
  await goToStep(builder, 9)
  await shoot(builder, 'power-on')
  for (const page of ['', '/switch', '/hold', '/stop', '/handover', '/restore', '/timeline']) await shootAt(builder, `whole${page.replace('/', '-')}`, `/recoveries/${id}${page}`)
})

test('reuse', async ({ enter, site }) => {
  const builder = await enter('builder')
  const id = await begin(builder, 'yes')
  await shoot(builder, 'connect-hypervisor')
  await confirmTo(builder, 2, { host: 'hv01' })
  await shoot(builder, 'repair')
  await site.world.act({ kind: 'repair', name: FAILED_MACHINE })
  await confirmTo(builder, 3, { what: '再起動した', by: '佐藤 花子' })
  await readAndConfirmTo(builder, 4)
  await shoot(builder, 'unmark')
  await site.world.scenario('unmark', { kind: 'hang' })
  await builder.send('run')
  await expect.poll(() => site.world.launches('unmark')).toBe(1)
  await shoot(builder, 'unmark-running')
  await site.killJob('unmark')
  await expectState(builder, 'unknown')
  await shoot(builder, 'unmark-unknown')
  await builder.send('itDidNot', { note: '見た' })
  await expectState(builder, 'ready')
  await site.world.scenario('unmark', { kind: 'abnormal' })
  await run(builder, 'failed', 'runAgain')
  await shoot(builder, 'unmark-failed')
  await run(builder, 'done', 'runAgain')
  await goToStep(builder, 5)
  await run(builder)
  await shoot(builder, 'start-done')
  await shootAt(builder, 'home', '/')
  await shootAt(builder, 'list', '/recoveries')
  await shootAt(builder, 'end', `/recoveries/${id}/end`)
  await finish(builder, id)
  await shootAt(builder, 'report', `/recoveries/${id}/report`)
})
