import Link from 'next/link'
import { classNames } from './class-names'
import { FACT_ROW, type Fact } from './description-list'

type Answer = Fact & { readonly changeHref: string; /** names what the link changes: 対象を変更 */ readonly changeLabel: string }

/** All answers before the act, each with a way back to its question. */
export function CheckAnswers({ answers, changeText }: { answers: readonly Answer[]; changeText: string }) {
  return (
    <dl className="border-t border-hair">
      {answers.map(({ term, value, changeHref, changeLabel }) => (
        <div key={changeHref} className={classNames(FACT_ROW, 'md:grid-cols-[12rem_minmax(0,1fr)_auto]')}>
          <dt className="font-bold">{term}</dt>
          <dd className="m-0 min-w-0">{value}</dd>
          <dd className="m-0">
            <Link href={changeHref} aria-label={changeLabel} className="inline-flex min-h-11 items-center">{changeText}</Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}
