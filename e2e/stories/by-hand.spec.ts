import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { FAILED, FAILED_MACHINE } from '../fixtures/example'
import { checkPage, checkReflow } from '../fixtures/page-checks'
import type { Person } from '../fixtures/person'
import type { Site } from '../fixtures/site'
import { expect, test } from '../fixtures/test'
import { atStep, begin, confirmTo, expectState, finish } from '../fixtures/walk'

/** A terminal of the management server: runs the lines that the page shows, exactly as they are copied, and shows what they print. */
const inTerminal = (site: Site, lines: string): string =>
  execFileSync('sh', ['-c', lines], { encoding: 'utf8', env: { ...process.env, SHIRUBE_SIM_DIR: path.join(site.folder, 'simulator') } })
const shownLines = (person: Person): Promise<string> => person.page.locator('main pre code').first().innerText()
const atPart = (person: Person, part: string): Promise<void> => expect(person.page.locator(`[data-by-hand=${part}]`)).toBeVisible()

/** As an administrator sets it up for a site where no application may log in. */
async function addManualConnection(administrator: Person, program: string): Promise<string> {
  await administrator.goTo('/settings/connections/new/manual')
  await administrator.sendAndLeave('saveConnection', { name: '本番の管理用サーバ', vmiunitPath: program })
  const connection = new URL(administrator.page.url()).pathname
  await administrator.goTo(`${connection}/units/new`)
  await administrator.sendAndLeave('saveUnit', { name: 'gyoumu_a', displayName: '受注業務' })
  return connection.split('/').at(-1) ?? ''
}

test('where no application may log in, a recovery goes by what is run and copied in a terminal, and nothing is started by the app', async ({ enter, site }) => {
  test.slow()
  await site.world.reset({ marked: false })
  const administrator = await enter('administrator')
  await administrator.goTo('/settings/connections/mgr01')
  const connection = await addManualConnection(administrator, (await administrator.page.locator('#settings code').first().textContent()) ?? '')

  const builder = await enter('builder')
  const { page, t } = builder
  await builder.goTo('/recoveries/new/target')
  await builder.link(t('byHand.title.status')).click()
  await page.waitForURL('**/recoveries/new/paste?**')
  await page.locator('[name=pasted]').fill(inTerminal(site, await shownLines(builder)).replaceAll('gyoumu_a', 'gyoumu_b'))
  await builder.button(t('byHand.paste.button')).click()
  await builder.expectErrors(t('refusals.pasteForeignUnit', { unit: 'gyoumu_b', name: 'gyoumu_a' }))
  await page.locator('[name=pasted]').fill(inTerminal(site, await shownLines(builder)))
  await builder.button(t('byHand.paste.button')).click()
  await page.waitForURL('**/recoveries/new/target')
  const id = await begin(builder, 'yes', { choice: `${connection}/gyoumu_a/${FAILED}` })

  await confirmTo(builder, 2, { host: 'hv01' })
  await site.world.act({ kind: 'repair', name: FAILED_MACHINE })
  await confirmTo(builder, 3, { what: '再起動した', by: '佐藤 花子' })
  await builder.link(t('run.act.byHand.status')).click()
  await atPart(builder, 'paste')
  await builder.sendAndLeave('pasteStatus', { pasted: inTerminal(site, await shownLines(builder)) })
  await confirmTo(builder, 4)
  await builder.send('notNeeded')
  await atStep(builder, 5)

  await builder.link(t('run.act.byHand')).click()
  await atPart(builder, 'show')
  await builder.send('runByHand')
  await atPart(builder, 'result')
  await checkPage(builder, 'by hand')
  await checkReflow(builder, 'by hand')
  const output = inTerminal(site, await shownLines(builder))
  // The page can be left, and the command is still the one that was shown.
  await builder.goTo(`/recoveries/${id}/legs/1/steps/5`)
  await builder.link(t('run.act.byHand.goOn')).click()
  await builder.send('endByHand', { pasted: output, exit: '64' })
  await builder.expectErrors(t('refusals.exitDiffers', { n: 0 }))
  await builder.send('endByHand', { exit: '0' })
  await atPart(builder, 'after')
  await builder.send('seeByHand', { pasted: inTerminal(site, await shownLines(builder)) })
  await atStep(builder, 5)
  await expectState(builder, 'done')
  await expect(page.locator('[data-result]')).toContainText('佐藤 花子')
  expect(site.world.launches('start')).toBe(1)
  await finish(builder, id)
  await builder.goTo(`/recoveries/${id}/timeline`)
  await expect(page.locator('[data-event=CommandEnded]')).toContainText(t('timeline.CommandEnded.pasted', { code: 0 }))
})
