import { begun } from '../fixtures/quick'
import { expect, test } from '../fixtures/test'
import { stepPath } from '../fixtures/walk'

test('a drill says so on every page of it, in the band, in the title and on the tab; a real recovery nowhere', async ({ enter }) => {
  const builder = await enter('builder')
  const mark = builder.t('common.title.drill', { title: '' })
  const marksOf = async (path: string) => {
    const html = await (await builder.context.request.get(path)).text()
    return { band: html.includes('data-band="drill"'), title: html.includes(`<title>${mark}`), icon: /<link rel="icon" href="([^"?]+)/.exec(html)?.[1] }
  }
  const id = await begun(builder, 'no', { drill: 'yes' })
  const pages = [...['', '/switch', '/hold', '/stop', '/handover', '/restore', '/end', '/timeline', '/report'].map((page) => `/recoveries/${id}${page}`),
    stepPath(id, 1), stepPath(id, 5), `${stepPath(id, 1)}/report-received`, `${stepPath(id, 4)}/confirm`]
  for (const path of pages) expect(await marksOf(path), path).toEqual({ band: true, title: true, icon: '/icon-drill.svg' })
  expect(await (await builder.context.request.get(`/recoveries/${id}/report`)).text()).toContain(builder.t('report.drill'))
  expect(await marksOf('/recoveries')).toEqual({ band: false, title: false, icon: '/icon.svg' })
  for (const icon of ['/icon.svg', '/icon-drill.svg']) expect((await builder.context.request.get(icon)).headers()['content-type']).toContain('image/svg+xml')
  await builder.goTo(`/recoveries/${id}/stop`)
  await builder.send('stop', { reason: '訓練は終わり' })
  await builder.page.waitForURL('**/report')
  const real = await begun(builder, 'no')
  for (const path of [`/recoveries/${real}/timeline`, stepPath(real, 1)]) expect(await marksOf(path), path).toEqual({ band: false, title: false, icon: '/icon.svg' })
})
