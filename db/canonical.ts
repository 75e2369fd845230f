/**
 * JSON as canonical text: keys in order of their code units, `undefined` left out, no spaces. The same value gives the same bytes,
 * so that what is hashed can be written again by anyone. Pure.
 */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** Writes a plain JSON value. Throws on what JSON does not know (functions, NaN, class instances are the caller's mistake). */
export function canonical(value: unknown): string {
  return write(value as Json)
}

function write(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json | undefined) => write(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as { readonly [key: string]: Json | undefined }).filter((entry): entry is [string, Json] => entry[1] !== undefined)
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`Programming error: ${value} has no JSON form`)
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new Error(`Programming error: a ${typeof value} has no JSON form`)
  return text
}
