/** What leaves the server about mail: plain data for the page of its settings. The path of the password's file yes, its content never. Safe in the browser. */
import type { TimeMs } from '@/lib/std/clock'
import type { MailSettings } from './ports'

export type MailSettingsView = {
  /** Null: mail is off. */
  readonly settings: Omit<MailSettings, 'lastTest'> | null
  readonly lastTest: MailSettings['lastTest']
  /** Every mail stays in the demo's mailbox, whatever is set here. */
  readonly staysHere: boolean
  /** For the forms: which settings this page shows. */
  readonly seen: string
  readonly mayChange: boolean
  readonly serverNow: TimeMs
}
