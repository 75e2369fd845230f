/**
 * The reader of this request: language, theme, words. Server components, actions and route handlers only.
 *
 *   const t = await getT()            // t('common.save'), t.rich('steps.replace.stop.title', { F: () => <ServerChip … /> })
 *   const format = await getFormatter()
 *
 * A person's own setting is written to the cookies when signing in and when changed, so one place decides.
 */
import { cookies } from 'next/headers'
import { cache } from 'react'
import { env } from '@/lib/env'
import { translator } from './dictionary'
import { createFormatter, type Formatter } from './format'
import { chooseLocale, type Locale } from './locale'
import { LOCALE_COOKIE, THEME_COOKIE, toTheme, type Theme } from './preferences'
import type { Translate } from './translate'

export const getLocale = cache(async (): Promise<Locale> => chooseLocale({ cookie: (await cookies()).get(LOCALE_COOKIE)?.value }))

/** What `<html data-theme>` says; `system` leaves it to the device. */
export const getTheme = cache(async (): Promise<Theme> => toTheme((await cookies()).get(THEME_COOKIE)?.value))

export const getT = cache(async (): Promise<Translate> => translator(await getLocale()))

export const getFormatter = cache(async (): Promise<Formatter> => createFormatter(await getLocale(), env().timeZone))
