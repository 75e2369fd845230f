/** The outbox. A mail is taken by one sender at a time, for a lease on the clock that he brings; what he writes is conditional on it. */
import { and, asc, eq, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { MailFacts } from '@/lib/notify/facts'
import type { MailOfEvent, NewMail, Outbox, StoredMail } from '@/lib/notify/ports'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { Append } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine, Handle } from '../engines/engine'
import { toSend } from '../schema/mails'
import { parseText, readBy, RowUnreadable } from './row'

const address = z.object({ name: z.string(), mail: z.string() })
const KINDS = ['request', 'reminder', 'newLink', 'sentBack', 'recalled', 'overdue', 'answered', 'unknown', 'ended'] as const
/** Whoever puts it into words reads the rest, each kind by its own words. */
const facts = z.custom<MailFacts>((value) => z.object({ kind: z.enum(KINDS), recoveryId: z.string() }).safeParse(value).success)
const problem = z.enum(['unreachable', 'timeout', 'cut', 'login', 'tls', 'receiver', 'sender', 'content', 'later', 'notSet', 'unreadable'])
const row = z.object({
  locale: z.enum(['ja', 'en']), cc: z.array(address.extend({ lost: problem.optional() })), facts, status: z.enum(['queued', 'sending', 'sent', 'refused', 'uncertain', 'givenUp', 'notSet', 'notNeeded']),
  problem: problem.nullable(),
})

const toRow = (recoveryId: string, eventSeq: number, { to, cc, facts: told, ...plain }: NewMail, at: number) => ({
  ...plain, recoveryId, eventSeq, kind: told.kind, toName: to.name, toMail: to.mail, cc: canonical(cc), facts: canonical(told), createdAt: at, nextAt: at, status: 'queued', tries: 0,
})

/** Writes what the events of an append call for, in its transaction. */
export async function storeMails({ tables: { mails } }: Engine, tx: Handle, { recoveryId, expectedSeq, mails: written = [], at }: Append): Promise<void> {
  for (const { eventIndex, ...mail } of written satisfies readonly MailOfEvent[]) await tx.insert(mails).values(toRow(recoveryId, expectedSeq + eventIndex + 1, mail, at))
}

export function createOutbox({ db, tables: { mails: t } }: Engine): Outbox {
  const toMail = (stored: typeof t.$inferSelect): StoredMail => {
    const { id, messageId, recoveryId, eventSeq, leg, request, requestNo, toName, toMail: mail, replyTo, createdAt, tries, nextAt, repeated, endedAt, problemDetail } = stored
    const { problem, ...read } = readBy(row, { ...stored, cc: parseText(stored.cc), facts: parseText(stored.facts) }, `mails ${id}`)
    return {
      id, messageId, recoveryId, eventSeq, leg, request: request as RequestKey | null, requestNo, to: { name: toName, mail }, replyTo, createdAt, tries, nextAt, repeated, endedAt, ...read,
      problem: problem && { code: problem, detail: problemDetail },
    }
  }
  /** What was to be told first about a request is told first: "recalled" never overtakes what it recalls. */
  const isNext = sql`not exists (select 1 from ${t} as earlier where earlier.recovery_id = ${t.recoveryId} and earlier.request_no = ${t.requestNo} and earlier.to_mail = ${t.toMail}
    and earlier.event_seq < ${t.eventSeq} and ${toSend({ status: sql.raw('earlier.status') })})`
  const holds = (id: string, owner: string) => and(eq(t.id, id), eq(t.owner, owner), eq(t.status, 'sending'))
  const end: Outbox['end'] = async (id, owner, { status, at, problem: why, cc }) => {
    const ended = await db.update(t).set({ status, endedAt: at, ...(cc && { cc: canonical(cc) }), owner: null, leaseUntil: null, problem: why?.code ?? null, problemDetail: why?.detail ?? null }).where(holds(id, owner)).returning({ id: t.id })
    return ended.length > 0
  }

  return {
    async claim(owner, at, leaseMs) {
      const isDue = and(toSend(t), isNext, or(and(eq(t.status, 'queued'), lte(t.nextAt, at)), and(eq(t.status, 'sending'), lte(t.leaseUntil, at))))
      for (;;) {
        const [due] = await db.select().from(t).where(isDue).orderBy(asc(t.nextAt), asc(t.id)).limit(1)
        if (!due) return null
        const taken = await db.update(t).set({ status: 'sending', owner, leaseUntil: at + leaseMs, tries: due.tries + 1 }).where(and(eq(t.id, due.id), eq(t.tries, due.tries), isDue)).returning()
        const [mail] = taken
        if (!mail) continue
        try {
          return { mail: toMail(mail), interrupted: due.status === 'sending' }
        } catch (error) {
          if (!(error instanceof RowUnreadable)) throw error
          await end(mail.id, owner, { status: 'givenUp', at, problem: { code: 'unreadable', detail: null } })
        }
      }
    },
    async repeating(id, owner) {
      const noted = await db.update(t).set({ repeated: true }).where(and(holds(id, owner), eq(t.repeated, false))).returning({ id: t.id })
      return noted.length > 0
    },
    async renew(id, owner, leaseUntil) {
      const renewed = await db.update(t).set({ leaseUntil }).where(holds(id, owner)).returning({ id: t.id })
      return renewed.length > 0
    },
    end,
    async later(id, owner, { nextAt, problem }) {
      const put = await db.update(t).set({ status: 'queued', nextAt, owner: null, leaseUntil: null, problem: problem.code, problemDetail: problem.detail }).where(holds(id, owner)).returning({ id: t.id })
      return put.length > 0
    },
    async ofRecovery(recoveryId) {
      const rows = await db.select().from(t).where(eq(t.recoveryId, recoveryId)).orderBy(asc(t.createdAt), asc(t.id))
      return rows.flatMap((stored) => {
        try {
          return [toMail(stored)]
        } catch (error) {
          // One that cannot be read must not take the page of its recovery away.
          if (error instanceof RowUnreadable) return []
          throw error
        }
      })
    },
    async add(recoveryId, eventSeq, mail, at) {
      await db.insert(t).values(toRow(recoveryId, eventSeq, mail, at))
    },
  }
}
