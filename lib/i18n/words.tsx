'use client'
/**
 * Words for client components: the page hands over the slice it needs, leaves ask `useT()` and `useFormatter()`.
 * Must not import catalogue.ts or dictionary.ts.
 */
import { createContext, use, useMemo, type ReactNode } from 'react'
import { assert } from '@/lib/std/assert'
import { createFormatter, type Formatter, type TimeZone } from './format'
import { createTranslate, type Dictionary, type Translate } from './translate'

type Reader = { readonly t: Translate; readonly format: Formatter }

const ReaderContext = createContext<Reader | null>(null)
const ZoneContext = createContext<TimeZone | undefined>(undefined)

/** Says once, for the whole document, in which zone times are written. */
export const SiteTime = ({ timeZone, children }: { timeZone: TimeZone; children: ReactNode }) => <ZoneContext value={timeZone}>{children}</ZoneContext>

/** Provides one slice to everything below; a nested one replaces it. */
export function Words({ dictionary, children }: { dictionary: Dictionary; children: ReactNode }) {
  const timeZone = use(ZoneContext)
  const reader = useMemo(() => ({ t: createTranslate(dictionary), format: createFormatter(dictionary.locale, timeZone) }), [dictionary, timeZone])
  return <ReaderContext value={reader}>{children}</ReaderContext>
}

function useReader(): Reader {
  const reader = use(ReaderContext)
  assert(reader !== null, 'a client component asks for words outside <Words>')
  return reader
}

export const useT = (): Translate => useReader().t
export const useFormatter = (): Formatter => useReader().format
