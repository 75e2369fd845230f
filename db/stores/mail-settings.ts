/** How the site sends mail: one row of the settings. */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { MailSettings, MailSettingsStore } from '@/lib/notify/ports'
import { canonical } from '../canonical'
import type { Engine } from '../engines/engine'
import { parseText, readBy } from './row'

const KEY = 'mail'
const PROBLEMS = ['unreachable', 'timeout', 'cut', 'login', 'tls', 'receiver', 'sender', 'content', 'later', 'notSet', 'unreadable'] as const
const schema = z.object({
  host: z.string(), port: z.number(), security: z.enum(['tls', 'startTls', 'none']), user: z.string().nullable(), passwordFile: z.string().nullable(),
  from: z.object({ name: z.string(), mail: z.string() }), linkAlone: z.boolean(),
  lastTest: z.object({ at: z.number(), to: z.string(), problem: z.object({ code: z.enum(PROBLEMS), detail: z.string().nullable() }).nullable() }).nullable(),
}) satisfies z.ZodType<MailSettings>

export function createMailSettingsStore({ db, tables: { settings: t } }: Engine): MailSettingsStore {
  const stored = async (): Promise<{ readonly text: string; readonly settings: MailSettings } | null> => {
    const [row] = await db.select().from(t).where(eq(t.key, KEY))
    return row ? { text: row.value, settings: readBy(schema, parseText(row.value), `settings ${KEY}`) } : null
  }
  return {
    load: async () => (await stored())?.settings ?? null,
    async save(next, over, at) {
      const before = await stored()
      if (canonical(before?.settings ?? null) !== canonical(over)) return false
      // Only over the very text that was looked at: whoever was faster wins.
      const asSeen = and(eq(t.key, KEY), eq(t.value, before?.text ?? ''))
      if (next === null) return before === null || (await db.delete(t).where(asSeen).returning({ key: t.key })).length > 0
      const row = { key: KEY, value: canonical(next), at }
      const written = before ? await db.update(t).set(row).where(asSeen).returning({ key: t.key }) : await db.insert(t).values(row).onConflictDoNothing().returning({ key: t.key })
      return written.length > 0
    },
  }
}
