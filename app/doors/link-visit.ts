/** Who comes by a one-time link: whoever is signed in, if anybody, and the language that he chose, if he did. */
import { cookies, headers } from 'next/headers'
import { isLocale } from '@/lib/i18n/locale'
import { LOCALE_COOKIE } from '@/lib/i18n/preferences'
import type { LinkVisit, SignedIn } from '@/lib/server'

export const visitBy = async (viewer: SignedIn | null): Promise<LinkVisit> => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  return { viewer, headers: await headers(), locale: isLocale(chosen) ? chosen : null }
}
