/** The parts of every page that stand outside its content: skip links, heading, hidden text. */
import type { ReactNode } from 'react'

export type SkipLink = { readonly href: `#${string}`; readonly text: string }

/** The first tab stops of a page; they show themselves on focus. */
export function SkipLinks({ links }: { links: readonly SkipLink[] }) {
  return (
    <div data-screen-only className="relative z-10">
      {links.map(({ href, text }) => (
        <a key={href} href={href} className="sr-only focus:not-sr-only focus:absolute focus:inset-s-4 focus:top-2 focus:flex focus:min-h-11 focus:items-center focus:bg-canvas focus:px-4 focus:font-bold">{text}</a>
      ))}
    </div>
  )
}

/** One per page: what is above the heading, the heading (takes the focus after a navigation), a lead. */
export function PageHeader({ eyebrow, heading, lead }: { eyebrow?: ReactNode; heading: ReactNode; lead?: ReactNode }) {
  return (
    <header className="mb-6">
      {eyebrow && <p className="mb-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-dense text-fg-muted">{eyebrow}</p>}
      <h1 tabIndex={-1} className="text-h1-narrow md:text-h1">{heading}</h1>
      {lead && <div className="mt-3 max-w-text text-fg-muted">{lead}</div>}
    </header>
  )
}
