import { answerJson, signedInRead } from '@/app/doors/signed-in-route'

/** Open requests, the oldest first. */
export const GET = signedInRead(async ({ server, actor }) => answerJson(await server.pages.inbox(actor)))
