/**
 * The forms of the mail settings, as data: what the page draws and what the server's schemas (settings-input.ts) read. Safe in the browser.
 * Labels are messages `mailSettings.field.<name>`.
 */
import type { MailSettings } from './ports'

export const SECURITIES = ['tls', 'startTls', 'none'] as const satisfies readonly MailSettings['security'][]
/** Where mail servers of a kind listen, where nothing else is typed. */
export const USUAL_PORT = { tls: 465, startTls: 587, none: 25 } as const satisfies Record<MailSettings['security'], number>
export const MAIL_PORT = { min: 1, max: 65_535 } as const

/** Fields besides `act` and `seen`. */
export const MAIL_FIELDS = ['host', 'port', 'security', 'user', 'passwordFile', 'fromName', 'fromMail', 'linkAlone'] as const
/** The test: where to, and in which language. */
export const TEST_FIELDS = ['to', 'locale'] as const
