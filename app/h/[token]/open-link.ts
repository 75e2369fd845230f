/** What the page of a link asks first: what it shows to whoever comes, and in whose words. Asked once per request; a GET changes nothing. */
import { cache } from 'react'
import { FORM_SCOPES } from '@/app/(signed-in)/recoveries/[recoveryId]/open-recovery'
import { visitBy } from '@/app/doors/link-visit'
import { findViewer } from '@/app/doors/viewer'
import { dictionaryOf, translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locale'
import { getLocale } from '@/lib/i18n/request'
import type { Dictionary } from '@/lib/i18n/translate'
import { getServer } from '@/lib/server'

export type LinkParams = { readonly params: Promise<{ token: string }> }

/** The reader's own language, else the one that his mail was written in. */
export const openLink = cache(async (token: string) => {
  const viewer = await findViewer()
  const server = await getServer()
  const page = await server.handoffs.open(token, await visitBy(viewer))
  const locale = page.locale ?? (await getLocale())
  return { page, locale, t: translator(locale), format: createFormatter(locale, server.timeZone), isSignedIn: viewer !== null }
})

/** Words of the forms of one request; everything else is drawn by the server. */
export const linkWords = (locale: Locale): Dictionary => dictionaryOf(locale, [
  ...FORM_SCOPES, 'run.act.', 'run.report.ask', 'run.received.', 'run.files.', 'choices.',
  'files.', 'common.draft.', 'common.nav.signOut', 'handoff.old.',
])
