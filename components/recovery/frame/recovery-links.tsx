'use client'
/** Ways to the recovery's other pages; acts on the whole lie folded, so that nobody meets them by accident. */
import Link from 'next/link'
import { useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'

const LINK = 'inline-flex min-h-11 items-center'

export function RecoveryLinks({ recovery }: { recovery: RecoveryView }) {
  const t = useT()
  const base = `/recoveries/${recovery.id}`
  const acts = ([['hold', 'hold'], ['switch', 'switch'], ['giveControl', 'handover'], ['stop', 'stop']] as const).filter(([act]) => recovery.acts.includes(act))
  return (
    <div className="mt-8 border-t border-hair pt-3 text-dense" data-screen-only>
      <ul className="m-0 flex list-none flex-wrap gap-x-6 p-0 lg:flex-col">
        {(['timeline', 'report'] as const).map((page) => <li key={page}><Link className={LINK} href={`${base}/${page}`}>{t(`run.context.${page}`)}</Link></li>)}
      </ul>
      {acts.length > 0 && (
        <details>
          <summary className="inline-flex min-h-11 items-center text-link underline">{t('run.context.more')}</summary>
          <ul className="m-0 list-none p-0 ps-4">
            {acts.map(([act, page]) => <li key={act}><Link className={LINK} href={`${base}/${page}`}>{t(`run.context.${page}`)}</Link></li>)}
          </ul>
        </details>
      )}
    </div>
  )
}
