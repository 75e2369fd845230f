import { sql, type SQLWrapper } from 'drizzle-orm'
import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/** Neither sent nor given up. Literal, so that both planners match index and query. */
export const toSend = (t: { readonly status: SQLWrapper }) => sql`${t.status} in ('queued', 'sending')`

/**
 * The outbox: a mail is written in the transaction of the event that calls for it. `facts` is what it says, in no language yet; the one-time
 * link is made when it is sent, so that no row holds a token. `repeated`: it was sent again after a crash, which happens once.
 */
export const defineMails = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'mails',
    {
      id: kit.text('id').primaryKey(),
      messageId: kit.text('message_id').notNull(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
      eventSeq: kit.long('event_seq').notNull(),
      leg: kit.int('leg'),
      request: kit.text('request'),
      requestNo: kit.text('request_no'),
      kind: kit.text('kind').notNull(),
      locale: kit.text('locale').notNull(),
      toName: kit.text('to_name').notNull(),
      toMail: kit.text('to_mail').notNull(),
      cc: kit.canonical('cc').notNull(),
      replyTo: kit.text('reply_to'),
      facts: kit.canonical('facts').notNull(),
      createdAt: kit.timeMs('created_at').notNull(),
      status: kit.text('status').notNull(),
      tries: kit.int('tries').notNull(),
      nextAt: kit.timeMs('next_at').notNull(),
      owner: kit.text('owner'),
      leaseUntil: kit.timeMs('lease_until'),
      repeated: kit.bool('repeated').notNull().default(false),
      endedAt: kit.timeMs('ended_at'),
      problem: kit.text('problem'),
      problemDetail: kit.text('problem_detail'),
    },
    (t) => [
      kit.uniqueIndex('mails_message').on(t.messageId),
      kit.index('mails_to_send').on(t.nextAt, t.id).where(toSend(t)),
      kit.index('mails_of_recovery').on(t.recoveryId, t.createdAt),
    ],
  )
