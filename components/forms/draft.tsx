'use client'
/**
 * Longer forms keep what is typed on the server every few seconds, so that a crash, an upgrade or a lost session costs nothing. The page
 * says which acts are kept and hands over what was kept; forms find it here.
 */
import { createContext, use, useEffect, useState, type RefObject } from 'react'
import { posted, type PostedForm } from '@/lib/recoveries/forms'
import type { TimeMs } from '@/lib/std/clock'

const SAVE_EVERY_MS = 5_000

export type KeptDraft = { readonly values: PostedForm; readonly at: TimeMs }
export type Drafts = {
  /** Names the draft of this page; one at a time is kept, of the act that was typed into last. */
  readonly name: string
  readonly acts: readonly string[]
  readonly kept: KeptDraft | null
  readonly save: (form: FormData) => Promise<{ readonly saved: boolean; readonly at: number | null }>
}

export const DraftContext = createContext<Drafts | null>(null)

/** What was kept of this act's form, if anything. */
export function useKeptDraft(act: string): KeptDraft | null {
  const drafts = use(DraftContext)
  return drafts?.kept && posted(drafts.kept.values, 'act') === act ? drafts.kept : null
}

/** Keeps the form while somebody types into it. Answers when it was last kept, in ms since 1970. */
export function useDraftSaving(form: RefObject<HTMLFormElement | null>, act: string): TimeMs | null {
  const drafts = use(DraftContext)
  const [savedAt, setSavedAt] = useState<TimeMs | null>(null)
  const isKept = drafts?.acts.includes(act) ?? false
  useEffect(() => {
    const element = form.current
    if (!isKept || !drafts || !element) return
    let isTouched = false
    const touch = (): void => {
      isTouched = true
    }
    const keep = async (): Promise<void> => {
      if (!isTouched) return
      isTouched = false
      const data = new FormData(element)
      data.set('form', drafts.name)
      // Out of reach: what is typed is still on the page, and is sent with the next change or the next round.
      const { saved, at } = await drafts.save(data).catch(() => ({ saved: false, at: null }))
      if (saved) setSavedAt(at)
      else isTouched = true
    }
    element.addEventListener('input', touch)
    const timer = setInterval(() => void keep(), SAVE_EVERY_MS)
    return () => {
      element.removeEventListener('input', touch)
      clearInterval(timer)
    }
  }, [drafts, form, isKept])
  return savedAt
}
