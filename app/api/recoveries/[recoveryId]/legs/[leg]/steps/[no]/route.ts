import { answerJson, signedInRead } from '@/app/doors/signed-in-route'

/** One step; `?fresh=1` reads `status` now (a reading, never a change). */
export const GET = signedInRead<{ recoveryId: string; leg: string; no: string }>(async ({ server, actor, request, params }) => {
  const fresh = new URL(request.url).searchParams.get('fresh') === '1'
  return answerJson(await server.pages.step(actor, { recoveryId: params.recoveryId, leg: Number(params.leg), no: Number(params.no) }, { fresh }))
})
