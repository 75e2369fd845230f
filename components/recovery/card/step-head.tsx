'use client'
/** Number and owner above the heading, the act and its object as the heading, what the step depends on below. */
import { PageHeader } from '@/components/ui/page-frame'
import { StateLabel } from '@/components/ui/status-icon'
import { useT } from '@/lib/i18n/words'
import { useCard } from '../use-card'
import { useRun } from '../run-context'

export function StepHead() {
  const t = useT()
  const card = useCard()
  const { view: { definition, recovery, state } } = useRun()
  const isMine = recovery.viewer.roles.includes(definition.actor)
  return (
    <div id="step" tabIndex={-1} className="outline-none">
      <PageHeader
        eyebrow={
          <>
            <span className="tabular-nums">{t('steps.of', { n: definition.no, total: recovery.rail.length })}</span>
            <span>{t(`common.role.${definition.actor}`)}{isMine && t('common.person.you')}</span>
            {(definition.optional || definition.condition) && <span>{t(definition.optional ? 'states.of.optional' : 'states.of.conditional')}</span>}
            {definition.irreversible && <b className="text-fg">{t('states.of.irreversible')}</b>}
          </>
        }
        heading={card.rich('title')}
      />
      <p className="-mt-2 mb-6"><StateLabel state={state.status} word={state.openForAnswer ? t('states.openForAnswer') : t(`states.${state.status}`)} /></p>
    </div>
  )
}
