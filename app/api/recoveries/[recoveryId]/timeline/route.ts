import { answerJson, signedInRead } from '@/app/doors/signed-in-route'

/** The whole history in order. */
export const GET = signedInRead<{ recoveryId: string }>(async ({ server, actor, params }) => answerJson(await server.pages.timeline(actor, params.recoveryId)))
