// Photographs what travels by mail: settings, links, files, what became of a mail. As shots.spec.ts.
import { FAILED, FAILED_MACHINE } from '../fixtures/example'
import { linkIn, setUpMail } from '../fixtures/mail'
import { begun } from '../fixtures/quick'
import { expect, test } from '../fixtures/test'
import { atStep, confirmTo, detach, ITEM, openStep, REQUEST, stepPath, SWITCHED_OFF } from '../fixtures/walk'
import { camera } from './camera'

test.setTimeout(1_800_000)

test('hand-offs', async ({ enter }) => {
  const { shoot, shootAt } = camera('d')
  const administrator = await enter('administrator')
  await shootAt(administrator, 'mail-off', '/settings/mail')
  const post = await setUpMail(administrator, { linkAlone: true })
  try {
    await shootAt(administrator, 'mail-set', '/settings/mail')
    await shoot(administrator, 'mail-error', async () => {
      await administrator.goTo('/settings/mail')
      await administrator.send('saveMail', { host: '-oProxy', port: '99999', passwordFile: '/etc/passwd' })
      await expect(administrator.page.locator('form section[tabindex="-1"]').first()).toBeVisible()
    })
    const builder = await enter('builder')
    const manager = await enter('manager')
    const phone = await enter(null)
    const id = await begun(builder, 'no')
    const collect = linkIn(await post.next(`${id}-1`))
    await shootAt(builder, 'waiting-mail', stepPath(id, 1))
    await shoot(builder, 'waiting-record', async () => {
      await openStep(builder, id, 1)
      await builder.page.locator('summary', { hasText: builder.t('run.mail.record') }).click()
    })
    await shootAt(phone, 'link-open', collect)
    await shoot(phone, 'link-error', async () => {
      await phone.goTo(collect)
      await phone.send('answerCollect', {})
      await expect(phone.page.locator('form section[tabindex="-1"]').first()).toBeVisible()
    })
    await phone.goTo(collect)
    await phone.send('acceptRequest', { awaitingApproval: true, handledBy: '木村 翔' })
    await expect(phone.form('acceptRequest')).toHaveCount(0)
    await shootAt(phone, 'link-accepted', collect)
    await shootAt(builder, 'waiting-accepted', stepPath(id, 1))
    await phone.goTo(collect)
    await phone.page.locator('input[type=file]').setInputFiles({ name: 'gyoumu_a-ログ-2026-11-22.zip', mimeType: 'application/zip', buffer: Buffer.alloc(400_000, 'x') })
    await phone.button(phone.t('files.send')).click()
    await expect(phone.page.locator('input[type=checkbox][name=files]')).toHaveCount(1)
    await shootAt(phone, 'link-files', collect)
    await phone.send('answerCollect', ITEM)
    await expect(phone.page.locator('#receipt')).toBeVisible()
    await shootAt(phone, 'link-answered', collect)
    await shootAt(builder, 'collected-files', stepPath(id, 1))
    await openStep(builder, id, 2)
    await confirmTo(builder, 3)
    await builder.site.world.act({ kind: 'powerOff', name: FAILED_MACHINE })
    await builder.send('giveSecondEvidence', SWITCHED_OFF)
    await atStep(builder, 4)
    await detach(builder, FAILED)
    await shootAt(builder, 'request-form', stepPath(id, 5))
    await builder.send('sendRequest', REQUEST)
    await atStep(builder, 6)
    const report = linkIn(await post.next(`${id}-5`))
    await shootAt(phone, 'link-report', report)
    await shootAt(manager, 'manager-report', stepPath(id, 6))
    await builder.send('shutLinks')
    await expect(builder.form('shutLinks')).toHaveCount(0)
    await shootAt(phone, 'link-shut', report)
    await shootAt(phone, 'link-unknown', `/h/${'B'.repeat(43)}`)
    post.behave({ rcptTo: { 'rm-duty@resources.example.com': { code: 550, words: '5.1.1 no such user' } } })
    await openStep(builder, id, 6)
    await builder.send('sendAgain')
    await expect(builder.page.locator('[data-lost-mail]')).toBeVisible({ timeout: 30_000 })
    await shootAt(builder, 'mail-lost', stepPath(id, 6))
    await shootAt(builder, 'home-waiting-mail', '/')
    await shootAt(manager, 'inbox-mail', '/inbox')
  } finally {
    await post.close()
  }
})

test('the mailbox of the demo', async ({ enter }) => {
  const { shoot, shootAt } = camera('e')
  const builder = await enter('builder')
  const id = await begun(builder, 'no')
  await expect.poll(async () => (await builder.page.goto('/demo/mail'), builder.page.getByRole('link', { name: new RegExp(`${id}-1`) }).count())).toBeGreaterThan(0)
  await shootAt(builder, 'mailbox', '/demo/mail')
  await builder.page.getByRole('link', { name: new RegExp(`${id}-1`) }).first().click()
  await builder.page.waitForURL(/demo\/mail\/.+/)
  await shoot(builder, 'mail')
})
