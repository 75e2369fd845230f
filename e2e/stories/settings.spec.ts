import path from 'node:path'
import { expect, test } from '../fixtures/test'
import { checkRow, programOfDemo } from '../fixtures/settings'

test('an administrator adds a connection, reads what its test finds, mends it, adds a unit, and a recovery can begin there', async ({ enter, site }) => {
  const administrator = await enter('administrator')
  const { page, t } = administrator
  const program = await programOfDemo(administrator)
  await administrator.goTo('/settings/connections/new')
  await page.locator('a[href$="/new/local"]').click()
  await page.waitForURL('**/new/local')
  await administrator.send('saveConnection', { name: '予備の管理用サーバ', vmiunitPath: 'vmiunit', jobsDir: path.join(site.folder, 'jobs 2') })
  await administrator.expectErrors(t('refusals.pathUnreadable', { label: t('settings.field.vmiunitPath') }), t('refusals.pathUnreadable', { label: t('settings.field.jobsDir') }))
  await expect(page.locator('[name=name]')).toHaveValue('予備の管理用サーバ')
  await administrator.sendAndLeave('saveConnection', { vmiunitPath: '/nowhere/vmiunit', jobsDir: path.join(site.folder, 'jobs-2') })
  await expect(administrator.heading).toHaveText('予備の管理用サーバ')
  const connection = new URL(page.url()).pathname

  await administrator.send('testConnection')
  await expect(checkRow(administrator, 'program')).toContainText(t('checks.program.missing'))
  await expect(checkRow(administrator, 'status')).toContainText(t('checks.notReached'))
  await administrator.goTo('/')
  await expect(page.locator('main')).toContainText('予備の管理用サーバ')

  await administrator.goTo(`${connection}/edit`)
  await administrator.sendAndLeave('saveConnection', { vmiunitPath: program })
  await administrator.send('testConnection')
  await expect(checkRow(administrator, 'program')).toContainText(t('settings.severity.ok'))
  await expect(checkRow(administrator, 'status')).toContainText(t('checks.status.noUnit'))
  await administrator.goTo(`${connection}/units/new`)
  await administrator.sendAndLeave('saveUnit', { name: 'gyoumu_a', displayName: '受注業務', 'servers[0].id': '192.168.1.101', 'contacts[0].name': '当番', 'contacts[0].phone': '03-0000-0101' })
  await administrator.send('testConnection')
  await expect(checkRow(administrator, 'status')).toContainText(t('checks.status.ok'))
  await expect(page.locator('#changes')).toContainText(t('settings.change.unit', { name: 'gyoumu_a' }))
  await expect(page.locator('#changes')).toContainText('/nowhere/vmiunit')

  const builder = await enter('builder')
  await builder.goTo(connection)
  await expect(builder.page.locator('main')).toContainText(t('settings.onlyAdministrator'))
  await expect(builder.form('retireConnection')).toHaveCount(0)
  await builder.goTo('/recoveries/new/target')
  await expect(builder.page.locator(`input[name=choice][value^="${connection.split('/').at(-1)}/gyoumu_a/"]`).first()).toBeAttached()
})

test('without script, in English: a unit gets one more row, an error keeps every entry, and a hidden connection is none to begin with', async ({ enter }) => {
  const administrator = await enter('administrator', { javaScript: false, locale: 'en' })
  const { page, t } = administrator
  await administrator.goTo('/settings/connections/mgr01/units/gyoumu_a')
  await administrator.fill(administrator.form('saveUnit'), { displayName: 'Orders' })
  await administrator.button(t('settings.unit.servers.add')).click()
  await administrator.send('saveUnit', { 'servers[3].id': '192.168.1.300' })
  await administrator.expectErrors(t('refusals.addressNotIpv4', { label: `${t('settings.unit.servers.row', { n: 4 })} ${t('settings.unit.servers.id')}` }))
  await expect(page.locator('[name=displayName]')).toHaveValue('Orders')
  await administrator.sendAndLeave('saveUnit', { 'servers[3].id': '192.168.1.104', 'servers[3].hypervisorName': 'vm-04' })
  await expect(page.locator('#units')).toContainText('Orders')

  await administrator.goTo('/settings/connections/new/manual')
  await administrator.sendAndLeave('saveConnection', { name: 'by hand', host: 'mgr09', vmiunitPath: '/opt/vmi/vmiunit' })
  await administrator.sendAndLeave('retireConnection')
  await expect(page.getByText(t('settings.list.retired', { n: 1 }))).toBeVisible()
  const hidden = page.locator('main a', { hasText: 'by hand' })
  await administrator.reveal(hidden)
  await hidden.click()
  await administrator.send('bringBackConnection')
  await expect(administrator.form('retireConnection')).toBeVisible()
})
