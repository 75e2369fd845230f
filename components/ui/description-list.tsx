/** Facts as term and value; the look of every "what is true now" on a page. */
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Fact = { readonly term: ReactNode; readonly value: ReactNode }

export const FACT_ROW = 'grid gap-x-6 py-3 max-md:py-2.5 border-b border-hair md:grid-cols-[12rem_minmax(0,1fr)]'
/** Short terms with short values stand side by side on phones as well. */
const SHORT = 'max-md:grid-cols-[8.5rem_minmax(0,1fr)] max-md:gap-x-3'

export function DescriptionList({ facts, className, short = false }: { facts: readonly Fact[]; className?: string; short?: boolean }) {
  return (
    <dl className={classNames('border-t border-hair', className)}>
      {facts.map(({ term, value }, index) => (
        <div key={index} className={short ? classNames(FACT_ROW, SHORT) : FACT_ROW}>
          <dt className="font-bold">{term}</dt>
          <dd className="m-0 min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
