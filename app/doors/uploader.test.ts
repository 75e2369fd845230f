// What files have to themselves, since they go past proxy.ts: the host, the policy, TLS, and the way back to the page.
import { beforeEach, expect, test, vi } from 'vitest'
import { config } from '@/proxy'
import { backToPage, uploaderRead, uploaderWrite } from './uploader'

const site = vi.hoisted(() => ({ demo: true, origin: 'http://127.0.0.1:3000' }))
vi.mock('@/lib/server', () => ({
  getServer: async () => ({ demo: site.demo, accounts: { actor: async () => ({ id: 'yamada', name: '山田', roles: [] }) } }),
  publicOrigins: () => [site.origin], log: () => ({ error: () => undefined }),
}))
beforeEach(() => { Object.assign(site, { demo: true, origin: 'http://127.0.0.1:3000' }) })

const context = { params: Promise.resolve({}) }
const ask = (headers: Record<string, string>, response = new Response('x')) => uploaderRead(async () => response)(new Request('http://127.0.0.1:3000/api/files/x', { headers }), context)

test('files alone go past what runs before every other way in', () => {
  const goesThrough = (path: string): boolean => new RegExp(`^${config.matcher}$`).test(path)
  expect(['/api/uploads', '/api/uploads/x', '/api/uploads/plain', '/api/files/x', '/api/files/x/remove'].filter(goesThrough)).toEqual([])
  expect(['/', '/api/uploadsx', '/api/filesystem', '/api/home', '/recoveries/api/uploads', '/h/x'].filter((path) => !goesThrough(path))).toEqual([])
})

test('what has ready accounts answers under a loopback name only; production under any', async () => {
  expect((await ask({ host: 'shirube.evil.example' })).status).toBe(421)
  expect((await ask({ host: '127.0.0.1:3000' })).status).toBe(200)
  site.demo = false
  expect((await ask({ host: 'shirube.example.com' })).status).toBe(200)
})

test('nothing is shown as a page; a policy of its own stays, and TLS is promised where it is', async () => {
  const plain = await ask({ host: 'localhost' })
  expect([plain.headers.get('content-security-policy'), plain.headers.get('strict-transport-security')]).toEqual(["default-src 'none'; frame-ancestors 'none'; sandbox", null])
  Object.assign(site, { demo: false, origin: 'https://shirube.example.com' })
  const own = await ask({ host: 'x' }, new Response('x', { headers: { 'content-security-policy': "sandbox; default-src 'none'" } }))
  expect([own.headers.get('content-security-policy'), own.headers.get('strict-transport-security')]).toEqual(["sandbox; default-src 'none'", 'max-age=31536000'])
})

test('another origin, and none, are refused before anybody is asked who he is', async () => {
  const write = uploaderWrite(async () => new Response('x'))
  const from = (headers: Record<string, string>) => write(new Request('http://127.0.0.1:3000/api/uploads', { method: 'POST', headers: { host: 'localhost', ...headers } }), context)
  expect([(await from({ origin: 'https://evil.example' })).status, (await from({})).status, (await from({ origin: site.origin })).status]).toEqual([403, 403, 200])
})

test.each([
  ['/recoveries/R-2026-0001?tab=1&refused=old', '/recoveries/R-2026-0001?tab=1&refused=diskFull'], ['/h/token', '/h/token?refused=diskFull'], ['//evil.example', '/?refused=diskFull'], ['https://evil.example', '/?refused=diskFull'], ['', '/?refused=diskFull'],
])('a form from %j leads back to %j', (next, location) => {
  const answer = backToPage(new Request(`http://127.0.0.1:3000/api/uploads/plain?${new URLSearchParams({ next })}`), { code: 'diskFull' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, location])
})

test('a form that was taken leads back without a word', () =>
  expect(backToPage(new Request('http://127.0.0.1:3000/x?next=%2Fh%2Ftoken%3Frefused%3Dold'), null).headers.get('location')).toBe('/h/token'))
