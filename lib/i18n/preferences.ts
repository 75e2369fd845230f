/** Names and values of the two cookies that a page needs before it is drawn. Safe in the browser. */
export const LOCALE_COOKIE = 'shirube-locale'
export const THEME_COOKIE = 'shirube-theme'
/** One year, in seconds: what a cookie's Max-Age takes. */
export const PREFERENCE_MAX_AGE_S = 31_536_000

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Reads a theme; anything unknown follows the device. */
export const toTheme = (text: string | null | undefined): Theme => THEMES.find((theme) => theme === text) ?? 'system'
