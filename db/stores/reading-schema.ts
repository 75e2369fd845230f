/** Commands and readings as they lie in rows of several tables. */
import { z } from 'zod'
import type { Reading } from '@/lib/vmiunit/outcome'

const server = { unit: z.string(), server: z.string() }
export const commandSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('unmark'), ...server }),
  z.object({ name: z.literal('start'), ...server, loadBalancer: z.boolean() }),
  z.object({ name: z.literal('stop'), ...server, loadBalancer: z.boolean() }),
  z.object({ name: z.literal('detach'), ...server }),
  z.object({ name: z.literal('attach'), ...server, serviceIp: z.string() }),
  z.object({ name: z.literal('update'), ...server }),
])

/** The parts that comparing two readings relies on; what else a reading has was written by us and is passed on. */
const readingShape = z.object({
  id: z.string(), unit: z.string(), startedAt: z.number(), readAt: z.number(), servers: z.array(z.object({ id: z.string() })),
  messages: z.array(z.string()), complete: z.boolean(), gaps: z.array(z.object({ code: z.string() })), source: z.enum(['read', 'pasted']),
})
export const readingSchema = z.custom<Reading>((value) => readingShape.safeParse(value).success, 'not a reading')
