import { csvAnswer } from '@/app/doors/csv-answer'
import { signedInRead } from '@/app/doors/signed-in-route'
import { getLocale } from '@/lib/i18n/request'

/** A request, by its number, as a form for a spreadsheet. */
export const GET = signedInRead<{ recoveryId: string; no: string }>(async ({ server, actor, params }) => csvAnswer(await server.handoffs.csvOf(actor, params, await getLocale())))
