import { FAILED_MACHINE, LOCALES } from '../fixtures/example'
import { expect, test } from '../fixtures/test'
import { atUnmark } from '../fixtures/quick'
import { atStep, begin, confirmTo, expectState, finish, goToStep, readAndConfirmTo, REASON, run } from '../fixtures/walk'

const REPAIR = { what: 'ファイルシステムを修復し、再起動した', by: '佐藤 花子' }

for (const locale of LOCALES)
  test(`the failed server is recovered and kept, from the start to the report (${locale})`, async ({ enter, site }) => {
    const builder = await enter('builder', { locale })
    const { page, t } = builder
    await builder.goTo('/')
    await builder.link(t('home.start')).first().click()
    const id = await begin(builder, 'yes')
    await confirmTo(builder, 2, { host: 'hv01' })
    await site.world.act({ kind: 'repair', name: FAILED_MACHINE })
    await confirmTo(builder, 3, REPAIR)
    await readAndConfirmTo(builder, 4)
    await run(builder)
    await goToStep(builder, 5)
    await run(builder)
    expect(site.world.allLaunches().map(({ argv }) => argv.join(' '))).toEqual(['unmark -unit gyoumu_a -vs 192.168.1.101', 'start -unit gyoumu_a -vs 192.168.1.101'])
    await finish(builder, id)
    await builder.goTo(`/recoveries/${id}/report`)
    await expect(page.getByRole('main')).toContainText(REASON)
    await expect(page.getByRole('main')).toContainText(REPAIR.what)
  })

test('a server without a fault mark does not need step 4, and the reading stands there as evidence', async ({ enter, site }) => {
  await site.world.reset({ marked: false })
  const builder = await enter('builder')
  await atUnmark(builder)
  await builder.send('notNeeded')
  await atStep(builder, 5)
  await builder.goTo(builder.page.url().replace(/\d+$/, '4'))
  await expectState(builder, 'notNeeded')
  expect(site.world.launches('unmark')).toBe(0)
})

for (const locale of LOCALES)
  test(`the whole of reuse is done by the keyboard alone (${locale})`, async ({ enter, site }) => {
    const builder = await enter('builder', { locale })
    const { page, t } = builder
    const press = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
      await builder.tabTo(page.getByRole('main').getByRole(role, { name, exact: typeof name === 'string' }).first())
      await page.keyboard.press('Enter')
    }
    const unfold = async () => {
      await builder.tabTo(page.locator('[data-light-confirm] > summary'))
      await page.keyboard.press('Enter')
    }
    const type = async (name: string, text: string) => {
      await builder.tabTo(page.locator(`[name=${name}]:visible`).first())
      await page.keyboard.type(text)
    }
    const choose = async (name: string) => {
      await builder.tabTo(page.locator(`input[name=${name}]`).first())
      await page.keyboard.press('Space')
    }
    await builder.goTo('/')
    await press(t('home.start'), 'link')
    await page.waitForURL('**/target')
    await choose('choice')
    await press(t('start.next'))
    await page.waitForURL('**/facts')
    await type('detectedBy', 'JP1')
    await press(t('start.next'))
    await page.waitForURL('**/usable')
    await choose('usable')
    await type('reason', 'ok')
    await press(t('start.next'))
    await page.waitForURL('**/check')
    await press(t('start.check.button.no'))
    await atStep(builder, 1)
    await type('host', 'hv01')
    await press(t('steps.reuse.connect-hypervisor.button'))
    await atStep(builder, 2)
    await site.world.act({ kind: 'repair', name: FAILED_MACHINE })
    await type('what', 'fsck')
    await type('by', 'Sato')
    await press(t('steps.reuse.repair-server.button'))
    await atStep(builder, 3)
    const shown = page.locator('form:has([value=readAgain]) [name=factsId]')
    const before = await shown.inputValue()
    await press(t('run.act.readAgain'))
    await expect(shown).not.toHaveValue(before)
    await press(t('steps.reuse.connect-manager.button'))
    await atStep(builder, 4)
    await unfold()
    await press(t('steps.reuse.unmark.button'))
    await expectState(builder, 'done')
    await press(t('run.result.next', { n: 5 }), 'link')
    await atStep(builder, 5)
    await press(t('steps.reuse.start.button'))
    await expectState(builder, 'done')
    expect(site.world.launches('start')).toBe(1)
  })
