/** What the pages of the demo's mailbox show: plain data. */
import type { TimeMs } from '@/lib/std/clock'

type Address = { readonly name: string; readonly mail: string }
export type MailRow = { readonly id: string; readonly at: TimeMs; readonly to: Address; readonly subject: string }
export type MailMessage = MailRow & { readonly cc: readonly Address[]; readonly replyTo: string | null; readonly messageId: string; readonly text: string }

/** As a mail program writes it. */
export const addressText = ({ name, mail }: Address): string => (name === '' ? mail : `${name} <${mail}>`)
export const mailHref = (id: string): string => `/demo/mail/${encodeURIComponent(id)}`
