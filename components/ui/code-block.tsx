'use client'
import { useRef } from 'react'
import { CopyButton, type CopyWords } from './copy-button'

/**
 * An exact command: wraps on the screen, is copied as one line. `label` names the block (command and target), `note` says who
 * runs it.
 */
export function CodeBlock({ code, label, note, words }: { code: string; label: string; note?: string; words: CopyWords }) {
  const shown = useRef<HTMLElement>(null)
  return (
    <div role="group" aria-label={label} data-box className="rounded-box border border-line bg-sub">
      <pre className="m-0 px-4 pt-4 pb-2 whitespace-pre-wrap leading-normal" translate="no"><code ref={shown}>{code}</code></pre>
      <div className="flex flex-wrap items-center justify-between gap-x-4 px-2 pb-1">
        {note ? <p className="px-2 text-small text-fg-muted">{note}</p> : <span />}
        <CopyButton text={code} words={words} shown={shown} />
      </div>
    </div>
  )
}
