import { createHash, randomBytes } from 'node:crypto'
import { begun } from '../fixtures/quick'
import { expect, test } from '../fixtures/test'
import { expectState, ITEM, openRequest } from '../fixtures/walk'

const MB = 1_048_576
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

test('a file that is larger than the framework buffers passes the built server whole, in one piece and by a form, and is served as no page', async ({ enter }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const of = { recoveryId: await begun(builder, 'no'), leg: '1', request: 'collect-data' }
  const [bytes, other] = [randomBytes(24 * MB), randomBytes(12 * MB)]
  const { request } = manager.context
  const protocol = { origin: manager.site.address, 'tus-resumable': '1.0.0' }
  const metadata = Object.entries({ ...of, name: '../../業務.log' }).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',')

  const announced = await request.post('/api/uploads', { headers: { ...protocol, 'upload-length': String(bytes.length), 'upload-metadata': metadata } })
  expect(announced.status()).toBe(201)
  const at = announced.headers().location ?? ''
  const sent = await request.patch(at, { headers: { ...protocol, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, data: bytes })
  expect([sent.status(), sent.headers()['upload-offset']]).toEqual([204, String(bytes.length)])

  const file = at.replace('/uploads/', '/files/')
  const fetched = await request.get(file)
  expect(sha256(await fetched.body())).toBe(sha256(bytes))
  expect(fetched.headers()).toMatchObject({ 'content-type': 'application/octet-stream', 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff', etag: `"${sha256(bytes)}"` })
  expect(fetched.headers()['content-disposition']).toBe(`attachment; filename="__.log"; filename*=UTF-8''${encodeURIComponent('業務.log')}`)
  expect(await (await request.get(file, { headers: { range: 'bytes=5-9' } })).body()).toEqual(bytes.subarray(5, 10))
  // Nobody used it yet: it is its bringer's alone.
  expect((await builder.context.request.get(file)).status()).toBe(404)

  const query = new URLSearchParams({ ...of, next: '/inbox' })
  const posted = await request.post(`/api/uploads/plain?${query}`, { multipart: { files: { name: 'b.bin', mimeType: 'application/octet-stream', buffer: other } }, headers: { origin: manager.site.address }, maxRedirects: 0 })
  expect([posted.status(), posted.headers().location]).toEqual([303, '/inbox'])
})

test('an answer is not sent while a file that belongs to it was only chosen, or is on its way', async ({ enter }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  await begun(builder, 'no')
  await openRequest(manager)
  const { page, t } = manager
  const summary = manager.form('answerCollect').locator('section[tabindex="-1"]')
  const file = { name: '業務.log', mimeType: 'text/plain', buffer: Buffer.from('2026-11-22 ERROR disk\n') }
  const field = page.locator('input[type=file]')
  await manager.reveal(field)
  await field.setInputFiles(file)
  await manager.send('answerCollect', ITEM)
  await expect(summary).toContainText(t('files.notHere.chosen', { names: file.name }))
  await expect(summary).toBeFocused()
  await manager.button(t('files.unchoose')).click()
  await expect(summary).toHaveCount(0)
  await manager.send('answerCollect', { 'items[0].what': '' })
  await expect(summary).toContainText(t('fields.items.what'))

  let goOn = (): void => undefined
  const freed = new Promise<void>((done) => (goOn = done))
  await page.route('**/api/uploads/*', async (route) => {
    await freed
    await route.continue()
  })
  await field.setInputFiles(file)
  await manager.button(t('files.send')).click()
  await manager.send('answerCollect', ITEM)
  await expect(summary).toContainText(t('files.notHere.sending', { names: file.name }))
  await expect(manager.form('answerCollect').locator(`[name="items[0].what"]`), 'what was typed stays').toHaveValue(String(ITEM['items[0].what']))
  goOn()
  await expect(summary).toHaveCount(0)
  await expect(manager.submit(manager.form('answerCollect')), 'the way on has the focus').toBeFocused()
  await expect(page.getByRole('checkbox', { name: file.name }), 'what arrives after a refusal goes along as well').toBeChecked()
  await manager.send('answerCollect')
  await expectState(manager, 'done')
  await expect(page.locator('main')).toContainText(file.name)
})
