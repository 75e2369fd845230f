import { expect, test } from 'vitest'
import { contentPolicy, isLoopbackHost, makeNonce } from './content-policy'

test('the policy lets no script without the nonce, no style attribute, no frame and no foreign address pass', () => {
  const policy = contentPolicy({ nonce: 'abc', development: false })
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  for (const rule of ["object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) expect(policy).toContain(rule)
})

test('every nonce is new and has 128 bits', () => {
  const nonces = Array.from({ length: 100 }, makeNonce)
  expect(new Set(nonces).size).toBe(100)
  expect(atob(nonces[0] ?? '')).toHaveLength(16)
})

test.each([
  ['localhost', true], ['localhost:3000', true], ['LOCALHOST:3000', true], ['127.0.0.1:3000', true], ['127.8.9.1', true], ['[::1]:3000', true], ['[::1]', true],
  [null, false], ['', false], ['localhost.example.com', false], ['127.0.0.1.example.com', false], ['example.com:3000', false], ['192.168.1.101', false], ['localhost:3000:3000', false],
])('the demo answers to the host %s: %s', (host, answers) => expect(isLoopbackHost(host)).toBe(answers))
