/** An attempt as a row and back. */
import { z } from 'zod'
import type { AttemptRow } from '@/lib/recoveries/ports'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Tables } from '../schema/tables'
import { parseText, readBy } from './row'

const server = { unit: z.string(), server: z.string() }
const commandSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('unmark'), ...server }),
  z.object({ name: z.literal('start'), ...server, loadBalancer: z.boolean() }),
  z.object({ name: z.literal('stop'), ...server, loadBalancer: z.boolean() }),
  z.object({ name: z.literal('detach'), ...server }),
  z.object({ name: z.literal('attach'), ...server, serviceIp: z.string() }),
  z.object({ name: z.literal('update'), ...server }),
])
/** The parts that comparing two readings relies on; what else a reading has was written by us and is passed on. */
const readingSchema = z.custom<Reading>((value) => readingShape.safeParse(value).success, 'not a reading')
const readingShape = z.object({
  id: z.string(), unit: z.string(), startedAt: z.number(), readAt: z.number(), servers: z.array(z.object({ id: z.string() })),
  messages: z.array(z.string()), complete: z.boolean(), gaps: z.array(z.object({ code: z.string() })), source: z.enum(['read', 'pasted']),
})
const stepSchema = z.custom<AttemptRow['step']>((value) => typeof value === 'string')

const attemptSchema = z.object({
  id: z.string(), recoveryId: z.string(), leg: z.number(), step: stepSchema, connectionId: z.string(), managerIdentity: z.string(),
  unit: z.string(), command: commandSchema, argv: z.array(z.string()), requestedAt: z.number(), basedOn: readingSchema.nullable(),
  status: z.enum(['requested', 'claimed', 'launching', 'launched', 'ended', 'settled', 'declined', 'unknown']),
  owner: z.string().nullable(), epoch: z.number(), leaseUntil: z.number().nullable(), identity: z.string().nullable(), bootId: z.string().nullable(),
  beforeReading: readingSchema.nullable(), launchedAt: z.number().nullable(), endedAt: z.number().nullable(), outputBytes: z.number(),
}) satisfies z.ZodType<AttemptRow>

/** Throws `RowUnreadable` naming the attempt. */
export function toAttempt(row: Tables['attempts']['$inferSelect']): AttemptRow {
  const parsed = {
    ...row,
    command: parseText(row.command),
    argv: parseText(row.argv),
    basedOn: row.basedOn === null ? null : parseText(row.basedOn),
    beforeReading: row.beforeReading === null ? null : parseText(row.beforeReading),
  }
  return readBy(attemptSchema, parsed, `attempts ${row.id}`)
}
