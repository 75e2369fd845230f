'use client'
/**
 * Says on every page that something needs this person: by the count in the title, and by a notification of the browser where one is wanted and
 * the page is out of sight. Draws nothing, so that no page is drawn anew by it.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { notificationTag, showNotification } from '@/components/ui/browser-notifications'
import { bareTitle, countedTitle } from '@/components/ui/title-count'
import { useT } from '@/lib/i18n/words'
import { homeQuery } from '@/lib/queries/pages'
import { countOf, waitsIn, type Waits } from './waits'

/** `initial`: as the server counted; null: nothing ever waits for this person. */
type Props = { initial: Waits | null }

/** What waits now. */
export function useWaits(initial: Waits | null): Waits | null {
  const { data } = useQuery({ ...homeQuery(), select: waitsIn, enabled: initial !== null })
  return initial && (data ?? initial)
}

export function Attention({ initial }: Props) {
  const waits = useWaits(initial)
  const count = waits ? countOf(waits) : 0
  useTitleCount(count)
  useNotification(count)
  return null
}

/** Pages write their own titles, on navigation and while they stand: whenever one does, the count is put in front again. */
function useTitleCount(count: number): void {
  useEffect(() => {
    const write = (): void => {
      const wanted = countedTitle(document.title, count)
      if (document.title !== wanted) document.title = wanted
    }
    write()
    const watching = new MutationObserver(write)
    watching.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => watching.disconnect()
  }, [count])
  useEffect(() => () => {
    document.title = bareTitle(document.title)
  }, [])
}

/** Neutral words: a notification may be read by who stands beside the screen. */
function useNotification(count: number): void {
  const t = useT()
  const before = useRef(count)
  useEffect(() => {
    const hasRisen = count > before.current
    before.current = count
    if (hasRisen && document.hidden) showNotification({ title: t('common.product'), body: t('shell.attention', { n: count }), tag: notificationTag(count, Date.now()) })
  }, [count, t])
}
