/** What kept a mail from being sent, from how the mail library tells it. Pure. */
import type { MailProblem, SendProblem } from './ports'

/** What the library hangs on its errors: its own code, the system's one, the server's answer, and to which command it was. */
type SmtpError = { readonly code?: string; readonly originalCode?: string; readonly responseCode?: number; readonly response?: string; readonly command?: string }

const DETAIL_MAX = 200
const UNREACHABLE: readonly string[] = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EACCES']
const ENCRYPTION = /CERT|SSL|TLS|EPROTO|ISSUER|SIGNATURE|CHAIN/
/** Login is demanded, not known, or not strong enough: the settings can be mended. */
const LOGIN: readonly number[] = [530, 534, 535, 538]
/** "Bad sequence" says that the session went wrong, not that this mail is refused. */
const SESSION_ONLY = 503

/** `isHandedOver`: the server had the whole message by then, so that without an answer of its own nobody knows whether it was taken. */
export function problemOf(error: unknown, isHandedOver = false): SendProblem {
  const told = error instanceof Error ? (error as SmtpError) : {}
  const mayHaveArrived = isHandedOver && told.responseCode === undefined
  return { ...judged(told), detail: detailOf(told), ...(mayHaveArrived && { mayHaveArrived }) }
}

function judged({ code = '', originalCode = '', responseCode, command = '' }: SmtpError): Pick<SendProblem, 'code' | 'final'> {
  if (responseCode !== undefined) return byAnswer(responseCode, code, command)
  if (code === 'ETIMEDOUT' || code === 'EABORT' || originalCode === 'ETIMEDOUT') return later('timeout')
  if (code === 'ETLS' || code === 'EREQUIRETLS' || ENCRYPTION.test(originalCode)) return later('tls')
  if (code === 'EDNS' || UNREACHABLE.includes(originalCode)) return later('unreachable')
  if (code === 'EAUTH' || code === 'ENOAUTH') return later('login')
  // Nothing was asked of the server: the mail itself cannot be put on the wire.
  if (code === 'EMESSAGE' || code === 'ESTREAM') return final('content')
  return code === 'ECONNECTION' || code === 'ESOCKET' || code === 'EPROTOCOL' ? later('cut') : later('later')
}

/** A server that says 4xx wants to be asked again; 5xx is its last word about this sender, receiver or content. */
function byAnswer(responseCode: number, code: string, command: string): Pick<SendProblem, 'code' | 'final'> {
  if (LOGIN.includes(responseCode)) return later('login')
  if (code === 'ETLS') return later('tls')
  if (responseCode < 500 || responseCode === SESSION_ONLY) return later('later')
  if (code === 'EAUTH') return later('login')
  if (command === 'MAIL FROM') return final('sender')
  if (command === 'RCPT TO') return final('receiver')
  return command === 'DATA' ? final('content') : later('later')
}

const later = (code: MailProblem['code']) => ({ code, final: false })
const final = (code: MailProblem['code']) => ({ code, final: true })

/** The server's own words, or else the system's name for it: one line, nothing that could steer a terminal or a page. */
function detailOf({ response, originalCode, code }: SmtpError): string | null {
  const words = (response ?? originalCode ?? code ?? '').replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return words === '' ? null : [...words].slice(0, DETAIL_MAX).join('')
}
