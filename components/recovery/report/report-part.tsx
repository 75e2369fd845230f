/** One numbered part of the report, and what all parts are handed. */
import { useId, type ReactNode } from 'react'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ReportView } from '@/lib/recoveries/dto'

export type PartProps = { readonly report: ReportView; readonly t: Translate; readonly format: Formatter }

export function ReportPart({ no, heading, children }: { no: number; heading: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} data-part={no} className="mt-10">
      <h2 id={id} className="mb-3 border-b-2 border-line pb-1 text-h2">{no}. {heading}</h2>
      {children}
    </section>
  )
}
