// What happens before any page, action or route: which requests are turned away, in words, and what every other one carries.
import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type * as Environment from '@/lib/env'
import { proxy } from '@/proxy'

const site = vi.hoisted(() => ({ mode: 'demo' as 'demo' | 'production' | 'test' }))
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof Environment>()
  const config = () => real.parseEnv({ SHIRUBE_MODE: site.mode, PORT: '41650', ...(site.mode === 'production' ? { SHIRUBE_BASE_URL: 'https://shirube.example.com' } : {}) })
  return { ...real, env: config, publicOrigins: () => real.publicOrigins(config()), isDevelopment: () => false }
})

const FORM = { 'content-type': 'multipart/form-data; boundary=x' }
const ask = (headers: Readonly<Record<string, string>>, method = 'POST') => proxy(new NextRequest('http://127.0.0.1:41650/recoveries', { method, headers: { host: '127.0.0.1:41650', ...headers } }))

beforeEach(() => { site.mode = 'demo' })

describe('a form or an action', () => {
  test.each([
    ['a form', FORM], ['a server action', { 'next-action': 'abc', 'content-type': 'text/x-component' }], ['a form without script', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text that pretends', { 'content-type': 'text/plain' }],
  ])('%s of another site is turned away in both languages, and from nowhere in particular, too', async (_, headers) => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:9999', 'http://127.0.0.1:41650.evil.example']) {
      const answer = ask({ ...headers, origin })
      expect([origin, answer.status]).toEqual([origin, 403])
      expect(await answer.text()).toMatch(/別のサイト[\s\S]*another site/)
    }
  })

  test('of our own pages goes on to its door, under every name of this machine', () => {
    for (const origin of ['http://127.0.0.1:41650', 'http://localhost:41650', 'http://[::1]:41650']) expect(ask({ ...FORM, origin }).status).toBe(200)
    site.mode = 'production'
    expect(ask({ ...FORM, origin: 'https://shirube.example.com' }).status).toBe(200)
    expect(ask({ ...FORM, origin: 'http://127.0.0.1:41650' }).status).toBe(403)
  })

  test('a forged forwarded host lets nothing pass', () => {
    expect(ask({ ...FORM, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }).status).toBe(403)
  })
})

test('pages may be linked from anywhere, and carry the policy with a nonce of their own', () => {
  const [one, other] = [ask({ origin: 'https://elsewhere.example' }, 'GET'), ask({}, 'GET')].map(({ headers }) => headers.get('content-security-policy'))
  expect(one).toMatch(/script-src 'self' 'nonce-/)
  expect(one).not.toBe(other)
})

test('an action of ours is taken behind a proxy that sends a host of its own; what a request says about hosts counts for nothing', () => {
  const handedOn = (headers: Readonly<Record<string, string>>) => ask({ ...FORM, ...headers }).headers.get('x-middleware-request-x-forwarded-host')
  site.mode = 'production'
  expect(handedOn({ origin: 'https://shirube.example.com', host: '127.0.0.1:41650' })).toBe('shirube.example.com')
  expect(handedOn({ origin: 'https://shirube.example.com', 'x-forwarded-host': 'evil.example' })).toBe('shirube.example.com')
})

test('a browser that came over TLS comes over TLS only; without TLS nothing is promised', () => {
  expect(ask({}, 'GET').headers.get('strict-transport-security')).toBeNull()
  site.mode = 'production'
  expect(ask({ host: 'shirube.example.com' }, 'GET').headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('what has ready accounts (demo, test) answers under a loopback name only, whatever is asked for; production under any', () => {
  for (const mode of ['demo', 'test'] as const) {
    site.mode = mode
    for (const method of ['GET', 'POST']) expect(ask({ host: 'shirube.evil.example' }, method).status).toBe(421)
  }
  site.mode = 'production'
  expect(ask({ host: 'shirube.example.com' }, 'GET').status).toBe(200)
})
