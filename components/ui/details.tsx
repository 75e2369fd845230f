import type { ReactNode } from 'react'

/** Folded matter of a page: native, works without script, opened for print. */
export function Details({ summary, children, open, wide = false, plain = false }: { summary: ReactNode; children: ReactNode; open?: boolean; /** more than prose */ wide?: boolean; /** the summary is a line to read, not a name of an act */ plain?: boolean }) {
  return (
    <details open={open} className="border-b border-hair [&[open]>summary>svg]:rotate-90">
      <summary className={`flex min-h-12 gap-3 py-2 list-none [&::-webkit-details-marker]:hidden hover:underline underline-offset-4 ${plain ? '[&>svg]:mt-1 [&>svg]:text-link' : 'items-center font-bold text-link'}`}>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden focusable="false" className="flex-none print:hidden"><path d="M8 4l8 8-8 8-1.5-1.5L13 12 6.5 5.5z" fill="currentColor" /></svg>
        {summary}
      </summary>
      <div className={wide ? 'pb-6' : 'pb-5 ps-8 max-w-text'}>{children}</div>
    </details>
  )
}
