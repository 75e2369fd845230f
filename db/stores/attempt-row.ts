/** An attempt as a row and back. */
import { z } from 'zod'
import type { AttemptRow } from '@/lib/recoveries/ports'
import type { Tables } from '../schema/tables'
import { commandSchema, readingSchema } from './reading-schema'
import { parseText, readBy } from './row'

const stepSchema = z.custom<AttemptRow['step']>((value) => typeof value === 'string')

const attemptSchema = z.object({
  id: z.string(), recoveryId: z.string(), leg: z.number(), step: stepSchema, connectionId: z.string(), managerIdentity: z.string(),
  unit: z.string(), command: commandSchema, argv: z.array(z.string()), requestedAt: z.number(), basedOn: readingSchema.nullable(),
  status: z.enum(['requested', 'claimed', 'launching', 'launched', 'ended', 'settled', 'declined', 'unknown']),
  owner: z.string().nullable(), epoch: z.number(), leaseUntil: z.number().nullable(), identity: z.string().nullable(), bootId: z.string().nullable(),
  beforeReading: readingSchema.nullable(), launchedAt: z.number().nullable(), endedAt: z.number().nullable(), outputBytes: z.number(), byHand: z.boolean(),
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
