import { FAILED, FAILED_MACHINE } from '../fixtures/example'
import { expect, test } from '../fixtures/test'
import { afterDetach, atDetach, begun } from '../fixtures/quick'
import { atStep, begin, cloneNew, confirmTo, expectState, openDetach, openRequest, openStep, readAndConfirmTo, REPORT, REQUEST, stepPath } from '../fixtures/walk'

const WITHOUT = { javaScript: false } as const

test('without script a recovery is begun, its steps are confirmed, a command is run and its result is read', async ({ enter, site }) => {
  const builder = await enter(null, WITHOUT)
  const { page, t } = builder
  await builder.signIn('builder')
  await expect(builder.heading).toHaveText(t('home.title'))
  const id = await begin(builder, 'yes')
  await confirmTo(builder, 2, { host: 'hv01' })
  await site.world.act({ kind: 'repair', name: FAILED_MACHINE })
  await confirmTo(builder, 3, { what: '再起動した', by: '佐藤 花子' })
  await readAndConfirmTo(builder, 4)
  await builder.send('run')
  await atStep(builder, 4)
  // The page does not renew itself; the person opens its latest state.
  await expect.poll(async () => {
    await openStep(builder, id, 4)
    return page.locator('#step').textContent()
  }).toContain(t('states.done'))
  await builder.goTo('/')
  await expect(page.getByText(id)).toBeVisible()
})

test('without script the irreversible command has a page of its own, where Enter in the field starts nothing', async ({ enter, site }) => {
  const builder = await enter('builder', WITHOUT)
  const manager = await enter('manager')
  const id = await atDetach(builder, manager)
  await openDetach(builder)
  await expect(builder.page).toHaveURL(new RegExp(`${stepPath(id, 4)}/confirm$`))
  const field = builder.page.locator('[name=typed]')
  await field.fill(FAILED)
  await field.press('Enter')
  await expect(field).toHaveValue(FAILED)
  await openStep(builder, id, 4)
  await expectState(builder, 'ready')
  expect(site.world.launches('detach')).toBe(0)
  await openDetach(builder)
  await field.fill('192.168.1.110')
  await builder.button(builder.t('steps.replace.detach.do', { id: FAILED })).click()
  await builder.expectErrors(builder.t('refusals.identifierMismatch', { target: FAILED }))
  await expect(field).toHaveValue('192.168.1.110')
  await field.fill(FAILED)
  await builder.button(builder.t('steps.replace.detach.do', { id: FAILED })).click()
  await expect.poll(async () => {
    await openStep(builder, id, 4)
    return builder.page.locator('#step').textContent()
  }).toContain(builder.t('states.done'))
  expect(site.world.launches('detach')).toBe(1)
})

test('without script the resource manager answers from the inbox, a row is added, and an error keeps every entry', async ({ enter }) => {
  const builder = await enter('builder', WITHOUT)
  const manager = await enter('manager', WITHOUT)
  await begun(builder, 'no')
  await openRequest(manager)
  const form = manager.form('answerCollect')
  await manager.fill(form, { 'items[0].what': 'ログ', 'items[0].where': 'fs01:/a' })
  await manager.button(manager.t('fields.items.add')).click()
  await expect(form.locator('[name="items[1].what"]')).toBeVisible()
  await expect(form.locator('[name="items[0].what"]')).toHaveValue('ログ')
  await manager.send('answerCollect', { 'items[1].what': '業務データ', 'items[1].where': 'fs01:/b' })
  await expectState(manager, 'done')
})

test('without script the replacement is requested and reported', async ({ enter, site }) => {
  const builder = await enter('builder')
  const manager = await enter('manager', WITHOUT)
  const id = await afterDetach(builder, manager)
  await openStep(builder, id, 5)
  await builder.send('sendRequest', REQUEST)
  await atStep(builder, 6)
  await cloneNew(manager)
  await openRequest(manager)
  await manager.send('answerReport', { ...REPORT, identifier: '１９２．１６８．１．１１０' })
  await expectState(manager, 'done')
  await openStep(builder, id, 6)
  await expectState(builder, 'done')
  expect(site.world.launches('attach')).toBe(0)
})
