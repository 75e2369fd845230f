/** For tests only: an outbox in a real database with mails in it, and a courier whose clock is moved by hand. */
import { createOutbox } from '@/db/stores/mails'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { begin, STARTED_AT } from '@/db/testing/samples'
import type { TestDatabase } from '@/db/testing/index'
import type { CourierDeps } from '../courier'
import type { MailFacts } from '../facts'
import type { MailOfEvent, MailSettings, StoredMail } from '../ports'
import { createSmtpWire } from '../smtp-wire'
import { writeMail } from '../write-mail'
import { requestFacts } from './facts'

export const RECOVERY = 'R-2026-0001'
export const LEASE_MS = 300_000
export const BASE_URL = 'https://shirube.example.com'

export const mailOfEvent = (id: string, over: Partial<MailOfEvent> = {}): MailOfEvent => ({
  id, messageId: `<${id}@shirube.example.com>`, eventIndex: 0, leg: 1, request: 'request-replacement', requestNo: `${RECOVERY}-5`, locale: 'ja', to: { name: '山田', mail: `${id}@example.com` }, cc: [],
  replyTo: 'ops@example.com', facts: { ...requestFacts('request-replacement'), recoveryId: RECOVERY } satisfies MailFacts, ...over,
})

/** Writes them with the event that calls for them. */
export async function fill({ engine }: Pick<TestDatabase, 'engine'>, mails: readonly MailOfEvent[]): Promise<void> {
  const appended = await createRecoveryStore(engine).append(begin(RECOVERY, { mails }))
  if (!appended.ok) throw new Error(`refused: ${appended.error.code}`)
}

export const smtpSettings = (port: number): MailSettings =>
  ({ host: '127.0.0.1', port, security: 'none', user: null, passwordFile: null, from: { name: 'しるべ', mail: 'shirube@example.com' }, linkAlone: true, lastTest: null })

/** As the composition root wires it, with a link that tells one try from the next. */
export function courierDeps({ engine }: Pick<TestDatabase, 'engine'>, port: number, over: Partial<CourierDeps> = {}): CourierDeps {
  const wire = createSmtpWire(smtpSettings(port), () => Promise.reject(new Error('no password')), { patience: { connectMs: 10_000, wholeMs: 20_000, answerMs: 20_000 } })
  return {
    outbox: createOutbox(engine), wire: async () => wire, isCalledFor: async () => true, newLink: async ({ id, tries }) => `${BASE_URL}/h/${id}-${tries}`,
    write: ({ facts, locale, replyTo }: StoredMail, link) => writeMail(facts, { locale, baseUrl: BASE_URL, timeZone: 'Asia/Tokyo', link, replyTo }),
    clock: { now: () => STARTED_AT }, owner: 'courier', leaseMs: LEASE_MS, othersGoOnAfterMs: 20_000, log: { warn: () => undefined }, failpoint: async () => undefined, changed: () => undefined, ...over,
  }
}
