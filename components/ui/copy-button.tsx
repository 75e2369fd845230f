'use client'
import { useState, type RefObject } from 'react'
import { Button } from './button'
import { useAnnounce } from './live-regions'

export type CopyWords = { readonly copy: string; readonly copied: string; readonly failed: string }

/** Copies a text; where the clipboard is closed (plain HTTP) it selects what is shown and says how to go on. */
export function CopyButton({ text, words, shown }: { text: string; words: CopyWords; shown: RefObject<HTMLElement | null> }) {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null)
  const announce = useAnnounce()
  const copy = async (): Promise<void> => {
    const outcome = await tryCopy(text)
    if (outcome === 'failed') select(shown.current)
    setSaid(outcome)
    announce({ region: 'polite', text: words[outcome] })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4" data-screen-only>
      <Button type="button" look="quiet" onClick={copy}>{words.copy}</Button>
      {said && <span className="text-small">{words[said]}</span>}
    </div>
  )
}

async function tryCopy(text: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'failed'
  }
}

function select(element: HTMLElement | null): void {
  if (element) window.getSelection()?.selectAllChildren(element)
}
