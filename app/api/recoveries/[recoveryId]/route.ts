import { answerJson, signedInRead } from '@/app/doors/signed-in-route'

/** What every page of a recovery shows around its step. */
export const GET = signedInRead<{ recoveryId: string }>(async ({ server, actor, params }) => answerJson(await server.pages.recovery(actor, params.recoveryId)))
