'use client'
/**
 * Ties the files of a request to the form beside them: an answer that is sent while a file has not arrived would go without it, and the sender
 * would believe it there. Needs the dictionary scope `files.`.
 */
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import type { HeldBack } from '@/components/forms/act-form'
import { listSeparator } from '@/lib/i18n/locale'
import { useT } from '@/lib/i18n/words'

/** Names of files: `chosen` stand in the field and were not sent, `sending` are on their way or stopped there. */
export type OnTheWay = { readonly chosen: readonly string[]; readonly sending: readonly string[] }

const NOTHING: OnTheWay = { chosen: [], sending: [] }
const Context = createContext<{ readonly files: OnTheWay; readonly tell: (files: OnTheWay) => void }>({ files: NOTHING, tell: () => undefined })

/** Stands around a field of files and the form that they go with. */
export function FilesBeside({ children }: { children: ReactNode }) {
  const [files, tell] = useState(NOTHING)
  return <Context value={{ files, tell }}>{children}</Context>
}

/** Says to the form beside what has not arrived. */
export function useTellOnTheWay({ chosen, sending }: OnTheWay): void {
  const { tell } = use(Context)
  // Lists are made anew with every drawing; what they say changes seldom.
  const said = JSON.stringify({ chosen, sending })
  useEffect(() => tell(JSON.parse(said) as OnTheWay), [tell, said])
}

/** Why the form beside must not be sent now; null where nothing is missing. */
export function useNotHereYet(): HeldBack | null {
  const t = useT()
  const { files: { chosen, sending } } = use(Context)
  const because = (why: 'sending' | 'chosen', names: readonly string[]): HeldBack => ({ title: t('files.notHere.title'), text: t(`files.notHere.${why}`, { names: names.join(listSeparator(t.locale)) }) })
  if (sending.length > 0) return because('sending', sending)
  return chosen.length > 0 ? because('chosen', chosen) : null
}
