/**
 * Sends mails by SMTP. Promises: a mail goes encrypted or not as the settings say and never otherwise, nothing is loaded from files or
 * addresses on the way, every wait has an end, and what kept a mail is an answer, never an exception. The receiver is asked first: copies
 * go out once he took it, so that a mail that has to be tried again is not copied each time. Once the whole message is handed over, only the
 * server's own word says that it was not taken: without one it may have arrived.
 */
import { createTransport, type SendMailOptions } from 'nodemailer'
import { err, ok, type Result } from '@/lib/std/result'
import type { MailAddress } from '@/lib/recovery/events'
import { isMail } from '@/lib/recoveries/input/fields'
import type { LostCopy, MailSettings, MailWire, SendProblem, WrittenMail } from './ports'
import { problemOf } from './smtp-problem'

/** How long is waited: for the connection and greeting, until a message is handed over as a whole, and then for the word that it was taken. */
export type SmtpPatience = { readonly connectMs: number; readonly wholeMs: number; readonly answerMs: number }
/** A server may look at a message for ten minutes before it answers for it; who hangs up earlier gets it delivered and sends it again (RFC 5321 4.5.3.2.6). */
const PATIENCE: SmtpPatience = { connectMs: 15_000, wholeMs: 60_000, answerMs: 600_000 }
/** Where a person sits before the page until the answer is there. */
export const PATIENCE_OF_A_PERSON: SmtpPatience = { connectMs: 15_000, wholeMs: 20_000, answerMs: 30_000 }

export type SmtpOptions = { readonly patience?: SmtpPatience }

/**
 * @param settings how the site sends
 * @param readPassword answers what stands in a file; read anew for each mail, so that a changed one counts at once
 */
export function createSmtpWire(settings: MailSettings, readPassword: (file: string) => Promise<string>, { patience = PATIENCE }: SmtpOptions = {}): MailWire {
  return {
    async send(written) {
      if (!isMail(written.to.mail)) return err({ code: 'receiver', detail: null, final: true })
      if (!isMail(settings.from.mail)) return err({ code: 'sender', detail: null, final: false })
      const mail = withAddressesOnly(written)
      const login = await loginOf(settings, readPassword)
      if (!login.ok) return login
      const hand = (to: readonly MailAddress[]) => {
        const envelope = { from: settings.from.mail, to: to.map((each) => each.mail) }
        return handOver(settings, login.value, patience, { ...messageOf(settings, mail), envelope })
      }
      const sent = await hand([mail.to])
      if (!sent.ok) return sent
      const unwritable = written.cc.filter((copy) => !mail.cc.includes(copy)).map((copy): LostCopy => ({ mail: copy.mail, code: 'receiver' }))
      return ok([...unwritable, ...(mail.cc.length > 0 ? lostOf(mail.cc, await hand(mail.cc)) : [])])
    },
  }
}

/** What may have arrived is not called lost. */
function lostOf(copies: readonly MailAddress[], handed: Result<readonly LostCopy[], SendProblem>): readonly LostCopy[] {
  if (handed.ok) return handed.value
  const { code, mayHaveArrived } = handed.error
  return mayHaveArrived ? [] : copies.map(({ mail }) => ({ mail, code }))
}

/** What is no address, or several, never gets to the library, which would take it apart; a copy less is better than no mail. */
const withAddressesOnly = (mail: WrittenMail): WrittenMail =>
  ({ ...mail, cc: mail.cc.filter((each) => isMail(each.mail)), replyTo: mail.replyTo !== null && isMail(mail.replyTo) ? mail.replyTo : null })

type Login = { readonly user: string; readonly pass: string } | null

async function loginOf({ user, passwordFile }: MailSettings, readPassword: (file: string) => Promise<string>): Promise<Result<Login, SendProblem>> {
  if (user === null) return ok(null)
  try {
    return ok({ user, pass: passwordFile === null ? '' : await readPassword(passwordFile) })
  } catch {
    // Whoever keeps the settings can mend it; meanwhile the mail waits.
    return err({ code: 'login', detail: null, final: false })
  }
}

const messageOf = ({ from }: MailSettings, { messageId, to, cc, replyTo, subject, text, html }: WrittenMail): SendMailOptions => ({
  messageId,
  from: headerAddress(from),
  to: headerAddress(to),
  cc: cc.map(headerAddress),
  ...(replyTo !== null && { replyTo: { name: '', address: replyTo } }),
  subject,
  text,
  html,
  // Not by a machine for machines: a receiver's own rules and absence notices treat it as a person's mail.
  headers: { 'Auto-Submitted': 'no' },
})

const headerAddress = ({ name, mail }: MailAddress) => ({ name, address: mail })

/** One connection, one handing over. Answers to whom of several receivers it was refused. */
async function handOver(settings: MailSettings, login: Login, { connectMs, wholeMs, answerMs }: SmtpPatience, message: SendMailOptions): Promise<Result<readonly LostCopy[], SendProblem>> {
  const { host, port, security } = settings
  const transport = createTransport({
    host, port, secure: security === 'tls', requireTLS: security === 'startTls', ignoreTLS: security === 'none',
    ...(login && { auth: login, forceAuth: true }),
    connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: wholeMs + answerMs, socketCloseTimeout: 0,
    disableFileAccess: true, disableUrlAccess: true,
  })
  // A server that answers a word now and then would keep the connection for ever.
  const over = new AbortController()
  const endAfter = (ms: number) => setTimeout(() => over.abort(), ms)
  let timer = endAfter(wholeMs)
  let isHandedOver = false
  transport.use('stream', (mail, done) => {
    // It is read to its end by what puts it on the wire, and not before the server asked for it.
    mail.message?.processFunc((bytes) => bytes.once('end', () => {
      isHandedOver = true
      clearTimeout(timer)
      timer = endAfter(answerMs)
    }))
    done()
  })
  try {
    const { rejectedErrors = [] } = await transport.sendMail({ ...message, signal: over.signal })
    return ok(rejectedErrors.map((error: { readonly recipient?: string }) => ({ mail: String(error.recipient), code: problemOf(error).code })))
  } catch (error) {
    return err(problemOf(error, isHandedOver))
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}
