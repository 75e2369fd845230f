import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { FAILED, NEW } from '../fixtures/example'
import { linkIn, setUpMail, type Post } from '../fixtures/mail'
import type { Entries, Person } from '../fixtures/person'
import { begun, detached, started, stopped } from '../fixtures/quick'
import { postRaw, rawForm, seqOf } from '../fixtures/raw-post'
import { expect, test } from '../fixtures/test'
import { atStep, cloneNew, expectState, finish, ITEM, openStep, REPORT, REQUEST } from '../fixtures/walk'

/** Who of the shared mailbox has the telephone: asked for by name where somebody comes by the link alone. */
const HANDLER: Entries = { handledBy: '木村 翔' }
const PHONE = { width: 390, height: 844 } as const
const LOG = Buffer.from('2026-11-22 03:12:00 ERROR disk\n'.repeat(40_000))

let post: Post | null = null
test.afterEach(async () => {
  await post?.close()
  post = null
})

/** What was sent, on the page of a link. */
const receipt = ({ page }: Person) => page.locator('section:has(> #receipt)')

/** Opens the page of a mail's link, and answers by its form. */
async function answer(phone: Person, path: string, act: string, entries: Entries): Promise<void> {
  await phone.goTo(path)
  await phone.send(act, entries)
  await expect(receipt(phone)).toBeVisible()
}

for (const javaScript of [true, false]) {
  test(`the whole of replace, the resource manager on a telephone with nothing but mailed links (${javaScript ? 'script' : 'no script'})`, async ({ enter }) => {
    const administrator = await enter('administrator')
    post = await setUpMail(administrator, { linkAlone: true })
    const builder = await enter('builder')
    const phone = await enter(null, { ...PHONE, javaScript })
    const id = await begun(builder, 'no')

    const collect = await post.next(`${id}-1`)
    expect(collect.mail.text).toContain(`障害 ■ ${FAILED}`)
    await phone.goTo(linkIn(collect))
    await phone.send('acceptRequest', HANDLER)
    await expect(phone.form('acceptRequest')).toHaveCount(0)
    await openStep(builder, id, 1)
    await expect(builder.page.locator('[data-waiting]')).toContainText('木村 翔')
    if (javaScript) {
      await phone.reveal(phone.page.locator('input[type=file]'))
      await phone.page.locator('input[type=file]').setInputFiles({ name: '../../ログ.zip', mimeType: 'application/zip', buffer: LOG })
      await phone.button(phone.t('files.send')).click()
      await expect(phone.page.locator('input[type=checkbox][name=files]')).toHaveCount(1, { timeout: 30_000 })
    }
    // The name was told when it was accepted.
    await phone.send('answerCollect', ITEM)
    await expect(receipt(phone)).toContainText('木村 翔')
    const told = await post.next(`${id}-1`)
    expect(told.mail.text, 'the driver\'s team learns of the answer').toContain('木村 翔')

    await openStep(builder, id, 1)
    await expectState(builder, 'done')
    if (javaScript) {
      const download = builder.page.waitForEvent('download')
      await builder.link(builder.t('run.files.here')).click()
      const file = await download
      expect(file.suggestedFilename()).toBe('ログ.zip')
      expect(createHash('sha256').update(readFileSync(await file.path())).digest('hex')).toBe(createHash('sha256').update(LOG).digest('hex'))
    }
    await stopped(builder, id)
    await detached(builder, id)
    await cloneNew(builder)
    await openStep(builder, id, 5)
    await builder.send('sendRequest', REQUEST)
    await atStep(builder, 6)

    const request = await post.next(`${id}-5`)
    expect(request.mail.subject).toMatch(/^【要対応/)
    await answer(phone, linkIn(request), 'answerReport', { ...REPORT, ...HANDLER })
    await expect(receipt(phone)).toContainText(NEW)
    await started(builder, id)
    await phone.goTo(linkIn(request))
    await expect(receipt(phone), 'attach has used the values').toContainText(phone.t('handoff.sent.shut'))
    await expect(phone.form('answerReport')).toHaveCount(0)
    await openStep(builder, id, 13)
    await builder.send('askTransfer')
    await answer(phone, linkIn(await post.next(`${id}-13`)), 'answerTransfer', { where: 'fs01:/rescue/gyoumu_a', ...HANDLER })
    await openStep(builder, id, 13)
    await builder.send('receiveTransfer', { comparedBy: '佐藤 花子' })
    // The last step's press leads on to the overview.
    await builder.page.waitForURL((url) => url.pathname === `/recoveries/${id}`)
    await openStep(builder, id, 13)
    await expectState(builder, 'done')
    await finish(builder, id)
    await post.next(id)
    const delivered = post.arrived.flatMap(({ mail, to }) => to.map((address) => `${mail.messageId} ${address}`))
    expect(new Set(delivered).size, 'nobody gets a mail twice').toBe(delivered.length)
  })
}

test('scanners, previews and second clicks change nothing; an old answer is shown and corrected', async ({ enter }) => {
  const administrator = await enter('administrator')
  post = await setUpMail(administrator, { linkAlone: true })
  const builder = await enter('builder')
  const phone = await enter(null, PHONE)
  const id = await begun(builder, 'no')
  const path = linkIn(await post.next(`${id}-1`))
  const before = await seqOf(builder, id)
  for (const headers of [{}, { purpose: 'prefetch' }, { rsc: '1', 'next-router-prefetch': '1' }] as Record<string, string>[]) await phone.context.request.get(path, { headers })
  await phone.context.request.head(path)
  await phone.goTo(path)
  expect(await seqOf(builder, id)).toBe(before)
  const click = { ...(await rawForm(phone, path, 'acceptRequest')), handledBy: '木村 翔' }
  for (let clicks = 0; clicks < 2; clicks += 1) expect((await postRaw(phone, path, click)).status()).toBe(303)
  expect(await seqOf(builder, id), 'a second click is the first one').toBe(before + 1)
  await answer(phone, path, 'answerCollect', { ...ITEM, ...HANDLER })
  await phone.goTo(path)
  await expect(receipt(phone)).toBeVisible()
  await phone.send('answerCollect', { ...ITEM, ...HANDLER, 'items[0].where': 'fs02:/rescue' })
  await expect(receipt(phone)).toContainText('fs02:/rescue')
  await openStep(builder, id, 1)
  await expect(builder.page.locator('main')).toContainText('fs02:/rescue')
  // Somebody else's guess at a link is none.
  await phone.goTo(`/h/${'A'.repeat(43)}`)
  await expect(phone.heading).toHaveText(phone.t('handoff.unknown.title'))
})

test('by default a link leads to signing in, and shows nothing before; whoever comes without the role is told so', async ({ enter }) => {
  const administrator = await enter('administrator')
  post = await setUpMail(administrator, { linkAlone: false })
  const builder = await enter('builder')
  const stranger = await enter(null, PHONE)
  const id = await begun(builder, 'no')
  const path = linkIn(await post.next(`${id}-1`))
  await stranger.goTo(path)
  await expect(stranger.heading).toHaveText(stranger.t('handoff.signIn.title'))
  await expect(stranger.page.locator('body')).not.toContainText(FAILED)
  await builder.goTo(path)
  await expect(builder.heading).toHaveText(builder.t('handoff.notYours.title'))
  await stranger.signIn('manager', path)
  await stranger.send('answerCollect', { nothing: 'yes', nothingBecause: 'ディスクが読めない' })
  await expect(receipt(stranger)).toContainText('山田 太郎')
})

test('where the mail cannot be sent the step says so with the text to tell, it was told by telephone, and links are shut', async ({ enter }) => {
  const administrator = await enter('administrator')
  post = await setUpMail(administrator, { linkAlone: true })
  post.behave({ rcptTo: { 'rm-duty@resources.example.com': { code: 550, words: 'no such user' } } })
  const builder = await enter('builder')
  const id = await begun(builder, 'no')
  await openStep(builder, id, 1)
  const lost = builder.page.locator('[data-lost-mail]')
  await expect(lost).toContainText(builder.t('run.mail.lost.title'), { timeout: 30_000 })
  await expect(lost.locator('pre')).toContainText(`${id}-1`)
  await builder.send('toldIt', { told: '当番 山田' })
  await expect(lost).toHaveCount(0)
  await expect(builder.page.locator('[data-waiting]')).toContainText('当番 山田')
  post.behave({})
  await builder.send('sendAgain')
  const again = await post.next(`${id}-1`)
  expect(again.mail.subject).toContain('【再送】')
  const phone = await enter(null, PHONE)
  await phone.goTo(linkIn(again))
  await expect(phone.form('answerCollect')).toHaveCount(1)
  await openStep(builder, id, 1)
  await builder.send('shutLinks')
  await expect(builder.page.locator('[data-waiting]')).toContainText(builder.t('run.links.shut', { time: '', name: '' }).slice(0, 4))
  await phone.goTo(linkIn(again))
  await expect(phone.heading).toHaveText(phone.t('handoff.revoked.title'))
  // A new one comes when a person sends it, and not before.
  await builder.send('sendAgain')
  await phone.goTo(linkIn(await post.next(`${id}-1`)))
  await expect(phone.form('answerCollect')).toHaveCount(1)
})
