/**
 * Whether a posted form or a server action comes from a page of another site. The framework answers those with an error page of its own
 * before any door of ours is reached; here they are found first. A form without Origin goes on to its door, which refuses it. Pure; used by
 * proxy.ts.
 */
export function isForeignForm(method: string, headers: Headers, origins: readonly string[]): boolean {
  const origin = headers.get('origin')
  if (method !== 'POST' || origin === null || origins.includes(origin)) return false
  return headers.has('next-action') || /^(?:multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)\b/i.test(headers.get('content-type') ?? '')
}
