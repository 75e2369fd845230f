import { describe, expect, test } from 'vitest'
import type { PostedForm } from '@/lib/recoveries/forms'
import { MAIL_FIELDS, SECURITIES, TEST_FIELDS, USUAL_PORT } from './forms'
import { parseMailSettings, parseMailTest } from './settings-input'

const SOUND: Readonly<Record<string, string>> = { host: 'mail.example.com', port: '', security: 'tls', user: 'shirube', passwordFile: '/etc/shirube/mail', fromName: 'しるべ', fromMail: 'shirube@example.com', linkAlone: '' }
const posted = (over: Readonly<Record<string, string>> = {}): PostedForm => Object.fromEntries(Object.entries({ ...SOUND, ...over }).map(([name, value]) => [name, [value]]))
const codes = (over: Readonly<Record<string, string>>): readonly string[] => {
  const parsed = parseMailSettings(posted(over))
  return parsed.ok ? [] : parsed.error.map(({ field, code }) => `${field}: ${code}`)
}

describe('what cannot be a mail server is told beside its field', () => {
  test.each(['-oProxyCommand=x', 'a b', 'a\nb', 'a\0', '$(id)', 'user@host', 'x'.repeat(300), '999.1.1.1', 'smtp://x', 'a;b', 'ｍａｉｌ'])('host %j', (host) => expect(codes({ host })).toEqual(['host: hostUnreadable']))
  test.each(['0', '65536', '-1', '25x', '2.5'])('port %j', (port) => expect(codes({ port })).toEqual(['port: numberOutOfRange']))
  test.each(['-user', 'a b', 'a\nb', 'a\0b', 'a\tb', '\u3000a', 'x'.repeat(255)])('user %j', (user) => expect(codes({ user })).toEqual(['user: mailUserUnreadable']))
  test.each(['relative', '~/x', '/a b', '/a\nb', '/a/../b', '/a;b', '-x', '/a\0', `/${'x'.repeat(300)}`, '/$HOME/x'])('password file %j', (passwordFile) => expect(codes({ passwordFile })).toEqual(['passwordFile: pathUnreadable']))
  test.each(['nobody', 'a@b@c', 'a b@example.com', 'a@example.com, b@example.com', 'a@-x', 'a\n@example.com'])('sender %j', (fromMail) => expect(codes({ fromMail })).toEqual(['fromMail: mailUnreadable']))
  test('a name of several lines or an over-long one, which would end up in a header', () => {
    expect([codes({ fromName: 'a\nBcc: x@example.com' }), codes({ fromName: 'x'.repeat(81) })]).toEqual([['fromName: lineBroken'], ['fromName: tooLong']])
  })
  test('all that is missing is told at once, each once', () => {
    expect(codes({ host: ' ', security: 'ssl', fromMail: '' })).toEqual(['host: valueMissing', 'security: choiceMissing', 'fromMail: valueMissing'])
  })
  test('a user without a password, and a password without a user', () => {
    expect([codes({ passwordFile: '' }), codes({ user: '' }), codes({ user: '', passwordFile: '' })]).toEqual([['passwordFile: valueMissing'], ['user: valueMissing'], []])
  })
})

describe('what is sound is kept as it was typed', () => {
  test('as a whole, the link alone only where it was ticked', () => {
    const from = { name: 'しるべ', mail: 'shirube@example.com' }
    expect(parseMailSettings(posted())).toEqual({ ok: true, value: { host: 'mail.example.com', port: 465, security: 'tls', user: 'shirube', passwordFile: '/etc/shirube/mail', from, linkAlone: false } })
    expect(parseMailSettings(posted({ linkAlone: 'yes', fromName: '', user: '', passwordFile: '' }))).toMatchObject({ ok: true, value: { linkAlone: true, from: { name: '' }, user: null, passwordFile: null } })
  })
  test.each(SECURITIES)('without a port the usual one of %s', (security) => {
    expect(parseMailSettings(posted({ security }))).toMatchObject({ ok: true, value: { port: USUAL_PORT[security] } })
    expect(parseMailSettings(posted({ security, port: '２５２５' }))).toMatchObject({ ok: true, value: { port: 2525 } })
  })
  test.each([['[2001:db8::25]', '2001:db8::25'], ['192.168.1.25', '192.168.1.25'], [' mail ', 'mail']])('host %j', (host, kept) => expect(parseMailSettings(posted({ host }))).toMatchObject({ ok: true, value: { host: kept } }))
  test.each([String.raw`DOMAIN\shirube`, 'shirube+mail@example.com', '利用者'])('user %j', (user) => expect(parseMailSettings(posted({ user }))).toMatchObject({ ok: true, value: { user } }))
  test('the form of the page holds all that is asked for', () => expect(Object.keys(SOUND)).toEqual(MAIL_FIELDS.map(String)))
})

test('the test of the settings goes to one address, in a language of ours', () => {
  const form = (to: string, locale = 'en'): PostedForm => Object.fromEntries([to, locale].map((value, index) => [TEST_FIELDS[index] ?? '', [value]]))
  expect(parseMailTest(form(' rm@example.com '))).toEqual({ ok: true, value: { to: 'rm@example.com', locale: 'en' } })
  expect([parseMailTest(form('')), parseMailTest(form('a@example.com,b@example.com')), parseMailTest(form('a@example.com', 'fr'))]).toMatchObject([
    { error: [{ field: 'to', code: 'valueMissing' }] }, { error: [{ field: 'to', code: 'mailUnreadable' }] }, { error: [{ field: 'locale', code: 'choiceMissing' }] },
  ])
})
