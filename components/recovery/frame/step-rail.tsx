'use client'
/** All steps of the leg with the manual's numbers: shape, number, short name, state in words. One is the present one. */
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { StatusIcon } from '@/components/ui/status-icon'
import type { Translate } from '@/lib/i18n/translate'
import { useT } from '@/lib/i18n/words'
import type { RailItem, RecoveryView } from '@/lib/recoveries/dto'
import { cardText } from '../card-text'
import { stepHref } from '../step-href'

type Props = { recovery: RecoveryView; /** the step on this page, if it is one's page */ shownNo: number | null }

export function StepRail({ recovery, shownNo }: Props) {
  const t = useT()
  const { rail, progress, currentStep } = recovery
  const present = rail.find(({ current }) => current)
  const summary = present
    ? t('states.rail.summary', { total: progress.total, done: progress.done, n: present.no, state: stateWord(t, present) })
    : t('states.progress', { total: progress.total, done: progress.done })
  const list = <RailGroups recovery={recovery} shownNo={shownNo} />
  return (
    <nav aria-label={t('common.nav.steps')} className="min-w-0">
      <p className="sr-only">{summary}</p>
      <details className="rounded-box border border-line lg:hidden" data-box>
        <summary className="grid min-h-12 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 px-4 py-2 font-bold">
          {present ? (
            <>
              <StatusIcon state={present.status} size={20} />
              <span>
                {t('steps.of', { n: present.no, total: rail.length })} {cardText(t, recovery, present.key, 'rail')} <span className="inline-block font-normal">{stateWord(t, present)}</span>
              </span>
            </>
          ) : (
            t('states.progress', { total: progress.total, done: progress.done })
          )}
        </summary>
        <div className="border-t border-hair p-2">{list}</div>
      </details>
      <div className="max-lg:hidden">{list}</div>
      {currentStep && currentStep.leg !== recovery.leg && (
        <p className="mt-4"><Link href={stepHref(recovery.id, currentStep.leg, currentStep.no)} className="inline-flex min-h-11 items-center">{t('steps.current.link', { n: currentStep.no })}</Link></p>
      )}
      <OtherLegs recovery={recovery} />
    </nav>
  )
}

function RailGroups({ recovery, shownNo }: Props) {
  const t = useT()
  const groups = [...new Set(recovery.rail.map(({ group }) => group))]
  return (
    <div className="grid gap-5">
      {groups.map((group) => (
        <div key={group}>
          <p className="mb-1 ps-3 text-small font-bold text-fg-muted">{t(`steps.group.${group}`)}</p>
          <ol className="m-0 list-none p-0">
            {recovery.rail.filter((item) => item.group === group).map((item) => <RailRow key={item.key} recovery={recovery} item={item} isShown={item.no === shownNo} />)}
          </ol>
        </div>
      ))}
    </div>
  )
}

function RailRow({ recovery, item, isShown }: { recovery: RecoveryView; item: RailItem; isShown: boolean }) {
  const t = useT()
  const { no, key, status, current, conditional, optional, mine, actor } = item
  const tags = [mine ? null : t(`common.role.${actor}`), optional ? t('states.of.optional') : conditional ? t('states.of.conditional') : null].filter(Boolean)
  return (
    <li>
      <Link
        href={stepHref(recovery.id, recovery.leg, no)}
        aria-current={current ? 'step' : undefined}
        data-state={status}
        className={classNames(
          'grid min-h-11 grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 rounded-chip py-2 pe-2 text-fg no-underline hover:underline',
          current ? 'border-s-[6px] border-st-active bg-tint-active ps-2 font-bold' : 'ps-3.5',
          isShown && !current && 'bg-sub',
        )}
      >
        <span className="pt-0.5"><StatusIcon state={status} size={20} /></span>
        <span className="min-w-0 leading-snug">
          <span className="tabular-nums">{no}</span> {cardText(t, recovery, key, 'rail')}
          <span className="block text-small font-normal text-fg-muted">
            <b className={current ? 'text-fg' : 'font-normal'}>{stateWord(t, item)}</b>
            {tags.length > 0 && <span>{`・${tags.join('・')}`}</span>}
          </span>
        </span>
      </Link>
    </li>
  )
}

const stateWord = (t: Translate, { status }: RailItem): string => t.lookUp(`states.${status}.rail`) ?? t(`states.${status}`)

/** A change of course began another leg; the earlier ones stay readable. */
function OtherLegs({ recovery }: { recovery: RecoveryView }) {
  const t = useT()
  const others = recovery.legs.filter(({ no }) => no !== recovery.leg)
  if (others.length === 0) return null
  return (
    <div className="mt-5 ps-3">
      <p className="text-small font-bold text-fg-muted">{t('run.rail.legs')}</p>
      <ul className="m-0 list-none p-0">
        {others.map(({ no, procedure }) => (
          <li key={no}><Link href={stepHref(recovery.id, no, 1)} className="inline-flex min-h-11 items-center">{t('run.rail.leg', { n: no, procedure: t(`common.procedure.${procedure}`) })}</Link></li>
        ))}
      </ul>
    </div>
  )
}
