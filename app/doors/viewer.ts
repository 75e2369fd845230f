/** For pages: who looks. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getServer, type Server, type SignedIn } from '@/lib/server'

/** The signed-in person of this request, or null; asked once per request. */
export const findViewer = cache(async (): Promise<SignedIn | null> => {
  // Before the server is asked for: a build has no request, and must not open a data folder.
  const requestHeaders = await headers()
  return (await getServer()).accounts.actor(requestHeaders)
})

/** As `findViewer`, but goes to the sign-in page (and comes back to `path` afterwards) where nobody is signed in. */
export async function requireViewer(path: string): Promise<{ readonly server: Server; readonly actor: SignedIn }> {
  const actor = await findViewer()
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  return { server: await getServer(), actor }
}
