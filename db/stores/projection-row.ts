/** The projection as a row and back. A row that this release cannot read is still listed, marked `unreadable`: a list never breaks. */
import { z } from 'zod'
import type { Projection } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Tables } from '../schema/tables'
import { parseText } from './row'

type Row = Tables['recoveries']['$inferSelect']
type NewRow = Omit<Tables['recoveries']['$inferInsert'], 'headHash' | 'changedAt'>

export const UNREADABLE_STATE = 'unreadable'

export const isOpenStatus = (status: Projection['status']): boolean => status === 'open' || status === 'held'

/** The columns of a projection, but the hash and the database's clock, which the append knows. */
export const toRow = ({ openRequests, ...plain }: Projection): NewRow => ({ ...plain, isOpen: isOpenStatus(plain.status), openRequests: canonical(openRequests) })

const openRequestSchema = z.object({
  no: z.string(), leg: z.number(), key: z.string(), stepNo: z.number(), status: z.string(), sentAt: z.number(),
  dueAt: z.number().nullable(), promisedAt: z.number().nullable(), sentBy: z.string(), acceptedBy: z.string().nullable(),
  // Rows of releases before reminders say nothing of them; those of the first ones nothing of a time that was set anew.
  reminded: z.number().default(0), restedMs: z.number().default(0), countsFrom: z.number().optional(),
}).transform((request) => ({ ...request, countsFrom: request.countsFrom ?? request.sentAt }))

const projectionSchema = z.object({
  id: z.string(), seq: z.number().int(), status: z.enum(['open', 'held', 'completed', 'stopped']), procedure: z.enum(['reuse', 'replace']),
  unit: z.string(), connectionId: z.string(), failedServer: z.string(), newServer: z.string().nullable(),
  driverId: z.string(), driverName: z.string(), incident: z.string().nullable(), leg: z.number(), stepNo: z.number().nullable(),
  // Step keys are the procedures' matter; here any text may stand.
  stepKey: z.custom<Projection['stepKey']>((value) => value === null || typeof value === 'string'),
  state: z.string(), waitsFor: z.enum(['systemBuilder', 'resourceManager', 'machine', 'none']), waitingSince: z.number(),
  dueAt: z.number().nullable(), promisedAt: z.number().nullable(), targetAt: z.number().nullable(),
  openRequests: z.array(openRequestSchema), stepsDone: z.number(), stepsTotal: z.number(), stepsNotNeeded: z.number(),
  drill: z.boolean(), detectedAt: z.number(), startedAt: z.number(), endedAt: z.number().nullable(),
}) satisfies z.ZodType<Projection>

/** Reads a row; never throws. */
export function toProjection(row: Row): Projection {
  const read = projectionSchema.safeParse({ ...row, openRequests: parseText(row.openRequests) })
  return read.success ? read.data : degraded(row)
}

/** Everything that a list needs to name the recovery and open it, and nothing that could be wrong. */
function degraded(row: Row): Projection {
  const { isOpen, headHash: _hash, changedAt: _changed, ...plain } = row
  return {
    ...plain,
    status: isOpen ? 'open' : 'stopped',
    procedure: row.procedure === 'reuse' ? 'reuse' : 'replace',
    stepKey: null,
    state: UNREADABLE_STATE,
    waitsFor: 'none',
    openRequests: [],
  }
}
