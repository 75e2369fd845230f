/** From what was posted to a typed input, or to refusals that name their fields. */
import type { z } from 'zod'
import { err, ok, type Result } from '@/lib/std/result'
import { refuse, type Refusal, type RefusalCode } from '@/lib/recovery/refusals'
import type { PostedForm } from '../forms'

/** Parses the first value of each field by a schema; `extra` joins what forms post more than once. */
export function parseForm<S extends z.ZodType>(schema: S, form: PostedForm, extra: Readonly<Record<string, unknown>> = {}): Result<z.output<S>, readonly Refusal[]> {
  const flat = Object.fromEntries(Object.entries(form).map(([name, values]) => [name, values[0] ?? '']))
  const parsed = schema.safeParse({ ...flat, ...extra })
  if (parsed.success) return ok(parsed.data)
  return err(onePerField(parsed.error.issues.map(toRefusal)))
}

/** Of several mistakes in one field the first is enough; the others are gone when it is mended. */
function onePerField(refusals: readonly Refusal[]): readonly Refusal[] {
  const seen = new Set<string>()
  return refusals.filter(({ field, code }) => {
    const name = field ?? code
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}

type Params = { readonly code?: RefusalCode; readonly values?: Refusal['values'] }

function toRefusal(issue: z.core.$ZodIssue): Refusal {
  const { code = 'formIncomplete', values } = issue.code === 'custom' ? ((issue.params ?? {}) as Params) : {}
  return refuse(code, { field: fieldName(issue.path), values })
}

/** `['items', 2, 'what']` is the field `items[2].what`. */
const fieldName = (path: readonly PropertyKey[]): string | undefined =>
  path.length === 0 ? undefined : path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`)).join('')

const ITEMS_MAX = 200

/** Rows posted as `items[0].what`, …; rows in which nothing was written are left out. Rows keep their index for the refusals' field names. */
export function postedItems(form: PostedForm, list = 'items'): readonly (Readonly<Record<string, string>> | undefined)[] {
  const rows: Record<string, string>[] = []
  for (const [name, [value = '']] of Object.entries(form)) {
    const [, of, index, field] = /^(\w+)\[(\d{1,3})\]\.(\w+)$/.exec(name) ?? []
    if (of !== list || index === undefined || field === undefined || Number(index) >= ITEMS_MAX) continue
    ;(rows[Number(index)] ??= {})[field] = value
  }
  return Array.from(rows, (row) => (row && Object.values(row).some((value) => value.trim() !== '') ? row : undefined))
}
