/**
 * Which language a person reads. Safe in the browser; imports nothing.
 * No language stands in an address: the same link works for both readers, in mail and on paper.
 */
export const LOCALES = ['ja', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'ja'

/** Between the members of a list on one line. */
export const listSeparator = (locale: Locale): string => (locale === 'ja' ? '、' : ', ')

export const isLocale = (text: unknown): text is Locale => LOCALES.some((locale) => locale === text)

/** The language to use: the person's setting, else the browser's cookie, else Japanese. Unknown values are passed over. */
export function chooseLocale({ setting, cookie }: { setting?: string | null; cookie?: string | null }): Locale {
  if (isLocale(setting)) return setting
  if (isLocale(cookie)) return cookie
  return DEFAULT_LOCALE
}
