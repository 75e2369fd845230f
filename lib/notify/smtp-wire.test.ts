import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { MailSettings, WrittenMail } from './ports'
import { problemOf } from './smtp-problem'
import { createSmtpWire, type SmtpOptions } from './smtp-wire'
import { makeCertificate } from './testing/certificate'
import { deferred } from './testing/deferred'
import { LARGE_TEXT, startLine, startMailServer, type Line, type MailServer, type ServerOptions } from './testing/mail-server'
import { EVERY_MAIL } from './testing/facts'
import { FIRST, SECOND, TEAM } from './testing/unit'
import { writeMail } from './write-mail'

/** For servers that answer, however busy this machine is. */
const PATIENT = { connectMs: 10_000, wholeMs: 20_000, answerMs: 20_000 }
/** For servers that never do. */
const HASTY = { patience: { connectMs: 400, wholeMs: 1_200, answerMs: 20_000 } }
const FROM = { name: 'しるべ', mail: 'shirube@example.com' }

let running: (MailServer | Line)[] = []
afterEach(async () => {
  for (const each of running) await each.close()
  running = []
})
const serve = async (options?: ServerOptions): Promise<MailServer> => {
  const server = await startMailServer(options)
  running.push(server)
  return server
}
const line = async (onConnection: Parameters<typeof startLine>[0]): Promise<Line> => {
  const server = await startLine(onConnection)
  running.push(server)
  return server
}

const settings = (port: number, over: Partial<MailSettings> = {}): MailSettings =>
  ({ host: '127.0.0.1', port, security: 'none', user: null, passwordFile: null, from: FROM, linkAlone: false, lastTest: null, ...over })
const wire = (of: MailSettings, options: SmtpOptions = {}) => createSmtpWire(of, async (file) => `password of ${file}`, { patience: PATIENT, ...options })
const words = writeMail(EVERY_MAIL['request-replacement']!, { locale: 'ja', baseUrl: 'https://shirube.example.com', timeZone: 'Asia/Tokyo', link: 'https://shirube.example.com/h/token', replyTo: TEAM.mail })
const mail = (over: Partial<WrittenMail> = {}): WrittenMail => ({ messageId: '<r-2026-0012.7.request@shirube.example.com>', to: FIRST, cc: [], replyTo: TEAM.mail, ...words, ...over })

describe('what arrives', () => {
  test('is what was written, in UTF-8, as text and as HTML, with our Message-ID and the team behind the reply', async () => {
    const server = await serve()
    expect(await wire(settings(server.port)).send(mail())).toEqual({ ok: true, value: [] })
    const [arrived] = server.arrived
    expect(arrived).toMatchObject({ from: FROM.mail, to: [FIRST.mail], isEncrypted: false, user: null })
    expect(arrived?.mail).toMatchObject({ messageId: mail().messageId, subject: words.subject, from: { value: [{ name: 'しるべ', address: FROM.mail }] }, to: { value: [{ name: FIRST.name, address: FIRST.mail }] }, replyTo: { value: [{ address: TEAM.mail }] } })
    expect(arrived?.mail.text?.trimEnd()).toBe(words.text.trimEnd())
    expect(String(arrived?.mail.html).trimEnd()).toBe(words.html.trimEnd())
    expect(arrived?.mail.headers.get('auto-submitted')).toBe('no')
    expect(arrived?.raw).toMatch(/Content-Type: multipart\/alternative/)
    expect(arrived?.raw.match(/charset=utf-8/gi)).toHaveLength(2)
    expect(Math.max(...(arrived?.raw.split('\r\n') ?? []).map(({ length }) => length))).toBeLessThanOrEqual(998)
  })
  test('copies go out once the receiver took it, and name everybody', async () => {
    const server = await serve()
    await wire(settings(server.port)).send(mail({ cc: [TEAM, SECOND] }))
    expect(server.arrived.map(({ to }) => to)).toEqual([[FIRST.mail], [TEAM.mail, SECOND.mail]])
    for (const { mail: { messageId, cc } } of server.arrived) expect([messageId, cc]).toMatchObject([mail().messageId, { value: [{ address: TEAM.mail }, { name: SECOND.name, address: SECOND.mail }] }])
  })
  test('a refused copy does not undo the mail, and is told by its address', async () => {
    const server = await serve()
    const lost = { mail: TEAM.mail, code: 'receiver' }
    for (const cc of [[TEAM], [TEAM, SECOND]]) {
      server.behave({ rcptTo: { [TEAM.mail]: { code: 550, words: '5.1.1 unknown' } } })
      expect(await wire(settings(server.port)).send(mail({ cc }))).toEqual({ ok: true, value: [lost] })
    }
    expect(server.arrived.map(({ to }) => to)).toEqual([[FIRST.mail], [FIRST.mail], [SECOND.mail]])
  })
  test('a mail that the receiver did not take is copied to nobody', async () => {
    const server = await serve()
    server.behave({ rcptTo: { [FIRST.mail]: { code: 450, words: '4.2.0 later' } } })
    expect(await wire(settings(server.port)).send(mail({ cc: [TEAM] }))).toMatchObject({ ok: false, error: { code: 'later', final: false } })
    expect(server.arrived).toEqual([])
  })
  test('has neither headers nor receivers of somebody else\'s making, whatever stands in names, subject and addresses', async () => {
    const server = await serve()
    const nasty = '山田\r\nBcc: all@example.org\r\n\r\nX'
    await wire(settings(server.port)).send(mail({ to: { name: nasty, mail: FIRST.mail }, cc: [{ name: `"${nasty}" <all@example.org>,`, mail: TEAM.mail }], subject: nasty }))
    expect(server.arrived.map(({ to }) => to)).toEqual([[FIRST.mail], [TEAM.mail]])
    for (const { mail: read } of server.arrived) expect([...read.headers.keys()].toSorted()).toEqual(['auto-submitted', 'cc', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'reply-to', 'subject', 'to'])
  })
  test.each(['yamada@example.com\r\nRCPT TO:<all@example.org>', 'a@example.com, all@example.org', 'a@example.com>\r\nDATA', 'team: a@example.com, b@example.com;', 'nobody', ''])('goes nowhere by an address that is none, or more than one: %j', async (address) => {
    const server = await serve()
    const named = { name: '', mail: address }
    expect(await wire(settings(server.port)).send(mail({ to: named }))).toEqual({ ok: false, error: { code: 'receiver', final: true, detail: null } })
    expect(await wire(settings(server.port, { from: named })).send(mail())).toEqual({ ok: false, error: { code: 'sender', final: false, detail: null } })
    expect(server.arrived).toEqual([])
    expect(await wire(settings(server.port)).send(mail({ cc: [named, TEAM], replyTo: address }))).toEqual({ ok: true, value: [{ mail: address, code: 'receiver' }] })
    expect(server.arrived.map(({ to }) => to)).toEqual([[FIRST.mail], [TEAM.mail]])
    expect(server.arrived[0]?.mail.headers.has('reply-to')).toBe(false)
  })
  test('nothing is read from files or addresses that a text names', async () => {
    const server = await serve()
    await wire(settings(server.port)).send(mail({ text: '{"path":"/etc/hostname"}', html: '<img src="file:///etc/hostname">' }))
    expect(server.arrived[0]?.mail.attachments).toEqual([])
    expect(server.arrived[0]?.mail.text).toBe('{"path":"/etc/hostname"}')
  })
})

describe('a login', () => {
  const LOGIN = { user: 'shirube', pass: 'password of /etc/shirube/mail' }
  const of = (port: number, over: Partial<MailSettings> = {}) => settings(port, { user: 'shirube', passwordFile: '/etc/shirube/mail', ...over })

  test('takes the password from its file', async () => {
    const server = await serve({ login: LOGIN })
    expect(await wire(of(server.port)).send(mail())).toMatchObject({ ok: true })
    expect(server.arrived).toMatchObject([{ user: 'shirube' }])
  })
  test('that is refused can be mended: it is not the last word about the mail', async () => {
    const server = await serve({ login: LOGIN })
    expect(await wire(of(server.port, { passwordFile: '/etc/other' })).send(mail())).toEqual({ ok: false, error: { code: 'login', final: false, detail: '535 5.7.8 Authentication failed' } })
    expect(await wire(settings(server.port)).send(mail()), 'a server that demands one').toMatchObject({ ok: false, error: { code: 'login', final: false } })
  })
  test('whose password cannot be read sends nothing and says so', async () => {
    const server = await serve()
    const sender = createSmtpWire(of(server.port), () => Promise.reject(new Error('EACCES /etc/shirube/mail')), { patience: PATIENT })
    expect(await sender.send(mail())).toEqual({ ok: false, error: { code: 'login', final: false, detail: null } })
    expect(server.arrived).toEqual([])
  })
  test('is never left out because the server does not speak of it', async () => {
    const server = await serve()
    const silent = await line((socket) => {
      socket.write('220 here\r\n')
      socket.on('data', (bytes) => socket.write(String(bytes).startsWith('EHLO') ? '250 here\r\n' : '502 5.5.1 not known\r\n'))
    })
    expect(await wire(of(silent.port)).send(mail())).toMatchObject({ ok: false, error: { code: 'login', final: false } })
    expect(silent.heard.some((words) => words.startsWith('MAIL'))).toBe(false)
    expect(server.arrived).toEqual([])
  })
})

describe('a refusal', () => {
  test.each([
    ['the receiver is not known', { rcptTo: { [FIRST.mail]: { code: 550, words: '5.1.1 <yamada@example.com> unknown' } } }, { code: 'receiver', final: true, detail: '550 5.1.1 <yamada@example.com> unknown' }],
    ['the receiver may be tried later', { rcptTo: { [FIRST.mail]: { code: 451, words: '4.7.1 greylisted' } } }, { code: 'later', final: false, detail: '451 4.7.1 greylisted' }],
    ['the sender is not allowed', { mailFrom: { code: 553, words: '5.7.1 not yours' } }, { code: 'sender', final: true, detail: '553 5.7.1 not yours' }],
    ['the sender is too fast', { mailFrom: { code: 421, words: '4.7.0 too many' } }, { code: 'later', final: false, detail: '421 4.7.0 too many' }],
    ['a login is asked for late', { mailFrom: { code: 530, words: '5.7.0 login first' } }, { code: 'login', final: false, detail: '530 5.7.0 login first' }],
    ['the session went wrong', { rcptTo: { [FIRST.mail]: { code: 503, words: '5.5.1 bad sequence' } } }, { code: 'later', final: false, detail: '503 5.5.1 bad sequence' }],
    ['the content is refused', { data: { code: 554, words: '5.7.1 spam' } }, { code: 'content', final: true, detail: '554 5.7.1 spam' }],
    ['the disk over there is full', { data: { code: 452, words: '4.3.1 no space' } }, { code: 'later', final: false, detail: '452 4.3.1 no space' }],
  ] as const)('says whether another try would help: %s', async (_, behaviour, error) => {
    const server = await serve()
    server.behave(behaviour)
    expect(await wire(settings(server.port)).send(mail())).toEqual({ ok: false, error })
    expect(server.arrived).toEqual([])
    server.behave({})
    expect(await wire(settings(server.port)).send(mail()), 'the next one is not held up by it').toMatchObject({ ok: true })
  })
  test('of a mail that is too large is the last word', async () => {
    const server = await serve({ size: 1_000 })
    expect(await wire(settings(server.port)).send(mail())).toMatchObject({ ok: false, error: { code: 'content', final: true } })
  })
  test('is told in one line of 200 characters at most, without signs that steer', async () => {
    const server = await line((socket) => void socket.write(`554-first ${'x'.repeat(300)}\r\n554-\u001b[2Jsecond\u202e\r\n554 third\r\n`))
    const sent = await wire(settings(server.port)).send(mail())
    const detail = sent.ok ? '' : String(sent.error.detail)
    expect(detail).toMatch(/^554-first x+/)
    expect([...detail].length).toBeLessThanOrEqual(200)
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(problemOf(Object.assign(new Error('x'), { response: '550-a\r\n550 \u001b[31mb\u202e c', responseCode: 550, command: 'RCPT TO' }))).toEqual({ code: 'receiver', final: true, detail: '550-a 550 [31mb c' })
  })
})

describe('a machine that is not there', () => {
  test('is unreachable', async () => {
    const { port, close } = await startLine(() => undefined)
    await close()
    expect(await wire(settings(port)).send(mail())).toEqual({ ok: false, error: { code: 'unreachable', final: false, detail: 'ECONNREFUSED' } })
    for (const originalCode of ['ENOTFOUND', 'EAI_AGAIN']) expect(problemOf(Object.assign(new Error('x'), { code: 'EDNS', originalCode }))).toEqual({ code: 'unreachable', final: false, detail: originalCode })
  })
  test('that does not greet is given up after a while', async () => {
    const server = await line(() => undefined)
    expect(await wire(settings(server.port), HASTY).send(mail())).toMatchObject({ ok: false, error: { code: 'timeout', final: false } })
  })
  test('that falls silent in between, too', async () => {
    const server = await line((socket) => void socket.write('220 here\r\n'))
    expect(await wire(settings(server.port), HASTY).send(mail())).toMatchObject({ ok: false, error: { code: 'timeout', final: false } })
  })
  test('that always says a little keeps nobody for ever', async () => {
    const server = await line((socket) => {
      socket.write('220 here\r\n')
      const saying = setInterval(() => socket.write('250-still here\r\n'), 50)
      socket.on('close', () => clearInterval(saying))
    })
    expect(await wire(settings(server.port), HASTY).send(mail())).toMatchObject({ ok: false, error: { code: 'timeout', final: false } })
  })
  test.each([
    ['at once', (socket: { destroy(): void }) => socket.destroy()],
    ['after its greeting', (socket: { end(text: string): void }) => socket.end('220 here\r\n')],
  ])('that breaks off %s has cut the connection', async (_, behave) => {
    const server = await line(behave)
    expect(await wire(settings(server.port)).send(mail())).toMatchObject({ ok: false, error: { code: 'cut', final: false } })
  })
  test('that breaks off in the middle of a mail has cut it', async () => {
    const server = await serve()
    server.behave({ cutsData: true })
    expect(await wire(settings(server.port)).send(mail({ text: LARGE_TEXT }))).toEqual({ ok: false, error: { code: 'cut', final: false, detail: expect.any(String) } })
    expect(server.arrived).toEqual([])
  })
  test('that takes the whole mail and breaks off before its word leaves it open whether it arrived', async () => {
    const server = await serve()
    server.behave({ afterwards: 'cuts' })
    expect(await wire(settings(server.port)).send(mail())).toMatchObject({ ok: false, error: { code: 'cut', final: false, mayHaveArrived: true } })
    expect(server.arrived).toHaveLength(1)
  })
  test('that takes the whole mail and never says a word, too; but it is waited for longer than for anything before', async () => {
    const server = await serve()
    const never = deferred<void>()
    server.behave({ afterwards: never.promise })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const isOver = vi.fn<() => void>()
    const sent = createSmtpWire(settings(server.port), async () => '').send(mail()).finally(isOver)
    await vi.waitFor(() => expect(server.arrived).toHaveLength(1), { timeout: 20_000, interval: 5 })
    vi.advanceTimersByTime(9 * 60_000)
    await new Promise(setImmediate)
    expect(isOver).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60_000)
    expect(await sent).toMatchObject({ ok: false, error: { code: 'timeout', final: false, mayHaveArrived: true } })
  })
  test('that closes for a moment says so', async () => {
    const server = await line((socket) => socket.end('421 4.3.2 shutting down\r\n'))
    expect(await wire(settings(server.port)).send(mail())).toEqual({ ok: false, error: { code: 'later', final: false, detail: '421 4.3.2 shutting down' } })
  })
})

describe('encryption', () => {
  const known = makeCertificate()
  const usual = tls.getCACertificates('default')
  beforeAll(() => tls.setDefaultCACertificates([...usual, known.cert]))
  afterAll(() => tls.setDefaultCACertificates(usual))

  test.each(['tls', 'startTls'] as const)('%s is used where it is demanded, and carries the login', async (security) => {
    const server = await serve({ security, certificate: known, login: { user: 'shirube', pass: 'password of /etc/p' } })
    expect(await wire(settings(server.port, { security, user: 'shirube', passwordFile: '/etc/p' })).send(mail())).toMatchObject({ ok: true })
    expect(server.arrived).toMatchObject([{ isEncrypted: true, user: 'shirube' }])
  })
  test.each(['tls', 'startTls'] as const)('%s with a certificate that nobody vouches for, or an expired one, sends nothing', async (security) => {
    const expired = makeCertificate(Date.now() - 1_000)
    tls.setDefaultCACertificates([...usual, known.cert, expired.cert])
    for (const certificate of [makeCertificate(), expired]) {
      const server = await serve({ security, certificate })
      expect(await wire(settings(server.port, { security })).send(mail())).toMatchObject({ ok: false, error: { code: 'tls', final: false, detail: expect.stringMatching(/CERT/) } })
      expect(server.arrived).toEqual([])
    }
  })
  test.each(['tls', 'startTls'] as const)('%s is not done without where the server does not offer it: neither password nor mail is said in the open', async (security) => {
    const server = await line((socket) => {
      socket.write('220 here\r\n')
      socket.on('data', (bytes) => socket.write(String(bytes).startsWith('EHLO') ? '250-here\r\n250 AUTH PLAIN\r\n' : '502 5.5.1 not known\r\n'))
    })
    expect(await wire(settings(server.port, { security, user: 'shirube', passwordFile: '/etc/p' })).send(mail())).toMatchObject({ ok: false, error: { code: 'tls', final: false } })
    expect(server.heard.join('')).not.toMatch(/AUTH|MAIL FROM|password/)
  })
  test('none is none, also where the server offers it with a certificate that nobody vouches for', async () => {
    const server = await serve({ security: 'startTls', certificate: makeCertificate() })
    expect(await wire(settings(server.port)).send(mail())).toMatchObject({ ok: true })
    expect(server.arrived).toMatchObject([{ isEncrypted: false }])
  })
})
