import { problem } from '@/app/doors/problem'
import { signedInRead } from '@/app/doors/signed-in-route'

/** The script as a file, for an administrator of a management server who puts it there by hand. */
export const GET = signedInRead(async ({ server, actor }) => {
  const script = await server.settings.script(actor)
  if (!script.ok) return problem(script.error)
  return new Response(script.value, { headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="shirube-exec.sh"', 'cache-control': 'no-store' } })
})
