/** Turns what the browser posted into plain text values. Files are not taken here; names of the framework (`$ACTION…`) are left out. */
import type { PostedForm } from '@/lib/recoveries/forms'

/** A form with more fields than this, or longer texts, is not one of ours. */
const FIELDS_MAX = 400
const TEXT_LENGTH_MAX = 20_000
/** What is copied from a terminal (256 KiB, whose sentence is the use case's to say). */
const PASTED_LENGTH_MAX = 300_000

export function readForm(data: FormData): PostedForm {
  const form: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  let count = 0
  for (const [name, value] of data) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue
    count += 1
    if (count > FIELDS_MAX) break
    ;(form[name] ??= []).push(value.slice(0, name === 'pasted' ? PASTED_LENGTH_MAX : TEXT_LENGTH_MAX))
  }
  return { ...form }
}
