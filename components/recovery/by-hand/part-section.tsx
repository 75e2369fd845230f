import type { ReactNode } from 'react'

/** One part under its heading. */
export function PartSection({ id, heading, lead, children }: { id: string; heading: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <h2 id={id} className="text-h2">{heading}</h2>
      {lead && <p className="max-w-text">{lead}</p>}
      {children}
    </section>
  )
}
