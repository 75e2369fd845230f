'use client'
import { useEffect, useId, useRef } from 'react'

export type ErrorEntry = { /** id of the field */ readonly fieldId: string | null; readonly text: string }

/** What is wrong with the entries, on top of the form; gets the focus with every new `answer`. Title and texts as beside the fields. */
export function ErrorSummary({ title, entries, answer }: { title: string; entries: readonly ErrorEntry[]; answer: object }) {
  const box = useRef<HTMLElement>(null)
  const headingId = useId()
  useEffect(() => box.current?.focus(), [answer])
  return (
    <section ref={box} tabIndex={-1} aria-labelledby={headingId} data-box className="rounded-box border-[3px] border-st-fail bg-tint-fail p-4 md:p-6">
      <h2 id={headingId} className="text-h2">{title}</h2>
      <ul className="mt-2 list-disc ps-6">
        {entries.map(({ fieldId, text }) => (
          <li key={`${fieldId}${text}`}>{fieldId ? <a href={`#${fieldId}`} className="font-bold block w-fit py-2.5 text-tx-fail">{text}</a> : <span className="font-bold text-tx-fail">{text}</span>}</li>
        ))}
      </ul>
    </section>
  )
}
