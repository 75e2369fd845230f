/** Finds in a text the addresses that lead to this site. Pure. */
export type TextPart = { readonly text: string; /** a path of this site, from its root; null: words, and addresses of others */ readonly path: string | null }

/** What may stand in an address; the signs that end a sentence do not end one. */
const ADDRESS = /https?:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~/%?=&#+-]*[A-Za-z0-9_~/%=&#+-])?(?![A-Za-z0-9@])/g

/** Cuts a text at our own addresses. Joined, the parts are the text again. `origins`: scheme, host and port under which this site is reached. */
export function splitAtOwnLinks(text: string, origins: readonly string[]): readonly TextPart[] {
  const parts: TextPart[] = []
  let done = 0
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const path = pathOf(address, origins)
    if (path === null) continue
    if (index > done) parts.push({ text: text.slice(done, index), path: null })
    parts.push({ text: address, path })
    done = index + address.length
  }
  return done < text.length ? [...parts, { text: text.slice(done), path: null }] : parts
}

function pathOf(address: string, origins: readonly string[]): string | null {
  if (!URL.canParse(address)) return null
  const { origin, pathname, search, hash } = new URL(address)
  // Two slashes would name another host.
  return origins.includes(origin) && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : null
}
