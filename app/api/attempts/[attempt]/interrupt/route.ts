import { problem } from '@/app/doors/problem'
import { signedInWrite } from '@/app/doors/signed-in-route'

/** Asks a running command to end. A route and no action: a browser's actions run one at a time, and this one must not wait. */
export const POST = signedInWrite<{ attempt: string }>(async ({ server, actor, request, params }) => {
  const answer = await server.acts.interrupt(actor, params.attempt)
  const [refusal = { code: 'tryAgain' }] = answer.ok ? [] : answer.refusals
  // A form without script wants a page; where it is refused, the step's page shows the truth.
  const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false
  if (answer.ok) return wantsPage ? new Response(null, { status: 303, headers: { location: answer.next } }) : Response.json({ next: answer.next })
  return problem(refusal)
})
