import { FAILED, LOCALES, NEW, NEW_SERVICE_IP, UNIT } from '../fixtures/example'
import type { Person } from '../fixtures/person'
import { postRaw, rawForm, seqOf } from '../fixtures/raw-post'
import { expect, test } from '../fixtures/test'
import { afterDetach, atDetach, begun, requested } from '../fixtures/quick'
import { atStep, confirmTo, expectState, openRequest, openStep, REPORT, stepPath } from '../fixtures/walk'

/** The manager's page of step 6, with the clone made. */
async function atReport(builder: Person, manager: Person): Promise<void> {
  await requested(builder, await afterDetach(builder, manager))
  await openRequest(manager)
}

for (const locale of LOCALES)
  test(`what is wrong with a report is said beside each field, everything typed is kept, and full-width digits are understood (${locale})`, async ({ enter }) => {
    const builder = await enter('builder', { locale })
    const manager = await enter('manager', { locale })
    const { t } = manager
    await atReport(builder, manager)
    await manager.send('answerReport', { ...REPORT, identifier: '192.168.1', serviceIp: '192.168.2.256' })
    await manager.expectErrors(t('refusals.addressNotIpv4', { label: t('fields.identifier') }), t('refusals.addressNotIpv4', { label: t('fields.serviceIp') }))
    await expect(manager.page).toHaveTitle(manager.titleOfOne(t('common.title.error', { title: '' })))
    const field = manager.form('answerReport').locator('[name=identifier]')
    await expect(field).toHaveValue('192.168.1')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(manager.form('answerReport').locator('[name=documents]')).toHaveValue(String(REPORT.documents))
    await manager.send('answerReport', { identifier: '192.168.1.103', serviceIp: NEW_SERVICE_IP })
    await expect(manager.page.getByRole('region', { name: t('errors.summary', { n: 1 }) })).toContainText('192.168.1.103')
    await manager.send('answerReport', { identifier: NEW, serviceIp: NEW })
    await manager.expectErrors(t('refusals.equalAddressesAsk'))
    await manager.send('answerReport', { identifier: '１９２．１６８．１．１１０', serviceIp: '192。168。2。110' })
    await expectState(manager, 'done')
    await expect(manager.page.getByRole('main')).toContainText(NEW_SERVICE_IP)
  })

test('a missing reason is asked for, and nothing is recorded', async ({ enter }) => {
  const builder = await enter('builder')
  const id = await begun(builder, 'no')
  await openStep(builder, id, 1)
  const before = await seqOf(builder, id)
  await builder.send('goOnWithoutWaiting', { agreedBy: '林' })
  await builder.expectErrors(builder.t('refusals.reasonMissing', { label: builder.t('fields.reason') }))
  await expect(builder.form('goOnWithoutWaiting').locator('[name=agreedBy]')).toHaveValue('林')
  expect(await seqOf(builder, id)).toBe(before)
})

test('a second recovery of the same server is refused, and the page says which one is under way', async ({ enter }) => {
  const builder = await enter('builder')
  const id = await begun(builder, 'yes')
  const other = await enter('secondBuilder')
  const { page, t } = other
  await other.goTo('/recoveries/new/target')
  await page.locator(`input[name=choice][value$="/${FAILED}"]`).check()
  await other.button(t('start.next')).click()
  await page.waitForURL('**/facts')
  await expect(page.getByText(t('start.facts.inRecovery', { id }))).toBeVisible()
  await page.locator('[name=detectedBy]').fill('JP1')
  await other.button(t('start.next')).click()
  await page.waitForURL('**/usable')
  await page.locator('input[name=usable][value=no]').check()
  await page.locator('[name=reason]').fill('壊れている')
  await other.button(t('start.next')).click()
  await page.waitForURL('**/check')
  await other.button(t('start.check.button.no')).click()
  await other.expectErrors(id)
})

test('each page of the wizard says what is missing and keeps what was entered; Back loses nothing', async ({ enter }) => {
  const builder = await enter('builder')
  const { page, t } = builder
  await builder.goTo('/recoveries/new/target')
  await builder.button(t('start.next')).click()
  await builder.expectErrors(t('refusals.choiceMissing', { label: t('fields.choice') }))
  await page.locator(`input[name=choice][value$="/${FAILED}"]`).check()
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/facts')
  await page.locator('[name=incident]').fill('INC-0042')
  await builder.button(t('start.next')).click()
  await builder.expectErrors(t('refusals.valueMissing', { label: t('fields.detectedBy') }))
  await expect(page.locator('[name=incident]')).toHaveValue('INC-0042')
  await page.locator('[name=detectedBy]').fill('JP1')
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/usable')
  await builder.button(t('start.next')).click()
  await expect(page.getByRole('region', { name: t('errors.summary', { n: 2 }) })).toBeVisible()
  await builder.link(t('common.back')).click()
  await page.waitForURL('**/facts')
  await expect(page.locator('[name=incident]')).toHaveValue('INC-0042')
})

test('with a silent manager a server is named by hand and the recovery begins; a unit that nobody knows is refused', async ({ enter, site }) => {
  await site.world.scenario('status', { kind: 'silent' }, null)
  const builder = await enter('builder')
  const { page, t } = builder
  await builder.goTo('/recoveries/new/target')
  await expect(page.getByRole('main')).toContainText(t('start.target.lead.silent'))
  await page.locator('input[name=choice][value=byHand]').check()
  await page.locator('[name=unit]').fill('gyoumu_z')
  await page.locator('[name=server]').fill('１９２．１６８．１．１０１')
  await builder.button(t('start.next')).click()
  await expect(page.getByText(t('refusals.unitUnknown', { unit: 'gyoumu_z' })).first()).toBeVisible()
  await builder.goTo('/recoveries/new/target')
  await page.locator('input[name=choice][value=byHand]').check()
  await page.locator('[name=unit]').fill(UNIT)
  await page.locator('[name=server]').fill(FAILED)
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/facts')
  await page.locator('[name=detectedBy]').fill('JP1')
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/usable')
  await page.locator('input[name=usable][value=yes]').check()
  await page.locator('[name=reason]').fill('再起動で回復する見込み')
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/check')
  await builder.button(t('start.check.button.no')).click()
  await atStep(builder, 1)
})

test('a server named by hand that its unit does not list is told to be missing there, not to be unread', async ({ enter }) => {
  const builder = await enter('builder')
  const { page, t } = builder
  await builder.goTo('/recoveries/new/target')
  await page.locator('input[name=choice][value=byHand]').check()
  await page.locator('[name=unit]').fill(UNIT)
  await page.locator('[name=server]').fill('192.168.1.199')
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/facts')
  const [untilTime = ''] = t('start.facts.notListed', { unit: UNIT, n: 3, time: '|' }).split('|')
  await expect(page.getByRole('main')).toContainText(untilTime)
})

test('a step out of turn is shown and not offered', async ({ enter }) => {
  const builder = await enter('builder')
  const id = await begun(builder, 'yes')
  await openStep(builder, id, 4)
  await expect(builder.page.getByRole('main')).toContainText(builder.t('steps.future', { n: 3 }))
  await expect(builder.form('run')).toHaveCount(0)
})

test('a page that went stale records nothing and says so', async ({ enter }) => {
  const builder = await enter('builder')
  builder.willComplain(/Failed to load resource/)
  const id = await begun(builder, 'yes')
  await openStep(builder, id, 1)
  const stale = await builder.newTab()
  // Cut off from all that would keep it current, as a laptop that slept.
  await stale.page.route('**/api/**', (route) => route.abort())
  await stale.goTo(stepPath(id, 1))
  await confirmTo(builder, 2, { host: 'hv01' })
  const before = await seqOf(builder, id)
  await stale.send('confirm', { host: 'hv02' })
  await stale.expectErrors(stale.t('refusals.stalePage'))
  await expect(stale.form('confirm').locator('[name=host]')).toHaveValue('hv02')
  expect(await seqOf(builder, id)).toBe(before)
})

test('the other role sees a step and cannot act on it: no button, and the form posted raw is refused', async ({ enter, site }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const observer = await enter('observer')
  const id = await atDetach(builder, manager)
  const path = stepPath(id, 4)
  for (const person of [manager, observer]) {
    await person.goTo(path)
    await expect(person.page.locator('#step')).toBeVisible()
    await expect(person.page.locator('form:has(> input[name=act]:not([value=note]))')).toHaveCount(0)
  }
  const form = { ...(await rawForm(builder, `${path}/confirm`, 'run')), typed: FAILED }
  const before = await seqOf(builder, id)
  for (const person of [manager, observer, await enter('administrator'), await enter('secondBuilder')]) {
    const answer = await postRaw(person, `${path}/confirm`, form)
    expect(answer.status(), await answer.text()).toBeLessThan(500)
    expect(answer.headers().location ?? '').not.toContain('/steps/5')
  }
  expect([await seqOf(builder, id), site.world.launches('detach')]).toEqual([before, 0])
})

test('an unknown recovery, leg or step is a page that says so', async ({ enter }) => {
  const builder = await enter('builder')
  builder.willComplain(/status of 404/)
  const id = await begun(builder, 'yes')
  for (const path of ['/recoveries/R-2020-9999', '/recoveries/..%2f..%2fetc', stepPath(id, 99), stepPath(id, 1, 7), stepPath('R-2020-9999', 1), '/recoveries/R-2020-9999/report', '/nowhere']) {
    const answer = await builder.page.goto(path)
    expect(answer?.status(), path).toBeLessThan(500)
    await expect(builder.heading, path).toHaveText(builder.t('errors.notFound.title'))
  }
})
