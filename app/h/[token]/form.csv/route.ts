import { csvAnswer } from '@/app/doors/csv-answer'
import { linkRead } from '@/app/doors/link-route'

/** The request of a link as a form for a spreadsheet. */
export const GET = linkRead(async ({ server, token, visit }) => csvAnswer(await server.handoffs.csv(token, visit)))
