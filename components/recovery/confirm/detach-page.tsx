'use client'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import { useFormatter, useT } from '@/lib/i18n/words'
import { refusalText } from '@/lib/i18n/refusal-text'
import type { StepView } from '@/lib/recoveries/dto'
import { cardOf } from '../card-text'
import { RunContext, type RunActions } from '../run-context'
import { stepHref } from '../step-href'
import { DetachContent } from './detach-content'

/** The confirmation as a page of its own; where the act is not possible now, the sentence why. */
export function DetachPage({ view, actions }: { view: StepView; actions: RunActions }) {
  const t = useT()
  const format = useFormatter()
  const card = cardOf(t, view)
  const { recovery, leg, definition, acts, notOffered } = view
  const here = stepHref(recovery.id, leg, definition.no)
  const mayRun = acts.includes('toConfirmPage')
  return (
    <div className="max-w-180">
      <PageHeader eyebrow={`${t('steps.of', { n: definition.no, total: recovery.rail.length })} ${recovery.id}`} heading={card.rich('question', { unit: recovery.unit })} />
      {mayRun ? (
        <RunContext value={{ view, actions }}>
          <DetachContent back={<LinkButton href={here}>{card.text('dont')}</LinkButton>} />
        </RunContext>
      ) : (
        <div className="grid gap-6">
          <p className="font-bold">{t('run.confirm.notOffered')}</p>
          {notOffered && <p>{refusalText(t, format, notOffered)}</p>}
          <div><LinkButton href={here}>{t('run.confirm.back')}</LinkButton></div>
        </div>
      )}
    </div>
  )
}
