/** What a change of the settings changed, as it is kept: each value as a line of text. Pure. */
import type { SiteChange } from './ports'

type Values = Readonly<Record<string, unknown>>

/** Fields whose values differ. `before` null: everything that is not empty is new. Lists and groups are kept as JSON. */
export function differences(before: Values | null, after: Values, names: readonly string[]): SiteChange['fields'] {
  return names.flatMap((name) => {
    const [was, is] = [asText(before?.[name]), asText(after[name])]
    return was === is ? [] : [{ name, before: was, after: is }]
  })
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}
