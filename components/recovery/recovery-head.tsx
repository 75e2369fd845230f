/** The head of a recovery's pages beside the steps: the same bar as theirs, the heading, its other pages. Server component; `words` serve the bar. */
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { PageHeader } from '@/components/ui/page-frame'
import type { Dictionary, Translate } from '@/lib/i18n/translate'
import { Words } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { ContextBar } from './frame/context-bar'

export type RecordPage = 'overview' | 'timeline' | 'report' | 'handover' | 'hold' | 'switch' | 'restore' | 'end' | 'stop'
type Props = { recovery: RecoveryView; here: RecordPage; heading: React.ReactNode; lead?: React.ReactNode; t: Translate; words: Dictionary }

/** Pages to read stand always; pages to act on stand where the viewer may act. */
const READ: readonly RecordPage[] = ['overview', 'timeline', 'report']
const ACT = { giveControl: 'handover', takeControl: 'handover', hold: 'hold', resume: 'hold', switch: 'switch', restoreService: 'restore', end: 'end', stop: 'stop' } as const satisfies Partial<Record<RecoveryView['acts'][number], RecordPage>>

/** What brings the recovery to its end comes first, what breaks it off last. */
const ORDER = ['restore', 'end', 'handover', 'hold', 'switch', 'stop'] as const

export function pagesOf(recovery: Pick<RecoveryView, 'acts'>): readonly RecordPage[] {
  const acting = recovery.acts.flatMap((act) => (act in ACT ? [ACT[act as keyof typeof ACT]] : []))
  return [...READ, ...ORDER.filter((page) => acting.includes(page))]
}

export const pagePath = (id: string, page: RecordPage): string => (page === 'overview' ? `/recoveries/${id}` : `/recoveries/${id}/${page}`)

export function RecoveryHead({ recovery, here, heading, lead, t, words }: Props) {
  const { id, unit } = recovery
  return (
    <>
      <div className="-mt-8"><Words dictionary={words}><ContextBar recovery={recovery} /></Words></div>
      <PageHeader
        eyebrow={
          <>
            <span className="font-mono" translate="no">{id}</span>
            <span translate="no">{unit}</span>
          </>
        }
        heading={heading}
        lead={lead}
      />
      <RecordNav recovery={recovery} here={here} t={t} />
    </>
  )
}

function RecordNav({ recovery, here, t }: Pick<Props, 'recovery' | 'here' | 't'>) {
  const { id, currentStep } = recovery
  const link = (href: string, label: string, isHere: boolean) => (
    <li key={href}>
      <Link href={href} aria-current={isHere ? 'page' : undefined} className={classNames('inline-flex min-h-11 items-center px-3', isHere ? 'border-b-4 border-st-active font-bold text-fg no-underline' : '')}>{label}</Link>
    </li>
  )
  return (
    <nav aria-label={t('control.nav')} className="mb-8 border-b border-hair">
      <ul className="-mx-3 flex flex-wrap">
        {currentStep && link(`/recoveries/${id}/legs/${currentStep.leg}/steps/${currentStep.no}`, t('steps.current.link', { n: currentStep.no }), false)}
        {pagesOf(recovery).map((page) => link(pagePath(id, page), t(`control.nav.${page}`), page === here))}
      </ul>
    </nav>
  )
}
