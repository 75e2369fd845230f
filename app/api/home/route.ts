import { answerJson, signedInRead } from '@/app/doors/signed-in-route'

/** The home page's rows, asked again after every hint. */
export const GET = signedInRead(async ({ server, actor }) => answerJson(await server.pages.home(actor)))
