import type { ReactNode } from 'react'
import { StatusIcon } from '@/components/ui/status-icon'

/** What became of a press, where it is neither done nor failed; a section of the page, no live region. */
export function Notice({ id, kind, heading, children }: { id: string; kind: 'attention' | 'unknown'; heading: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} data-box data-notice={id} className="rounded-card border-2 border-st-att-line bg-tint-att p-4 md:p-6">
      <h2 id={id} className="flex items-center gap-3 text-h2"><StatusIcon state={kind} />{heading}</h2>
      <div className="mt-2 max-w-text">{children}</div>
    </section>
  )
}
