'use client'
/** What happened at the last press: declined, unknown, under way, or said–seen–concluded. */
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from './notice-box'
import { declinedText } from '@/lib/i18n/declined-text'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { AttemptState } from '@/lib/recovery/state'
import { Interrupt } from '../acts/interrupt'
import { FactsDiff } from '../card/facts-diff'
import { useRun } from '../run-context'
import { ResultBlock, saidAndSeen } from './result-block'
import { Running, Verifying } from './under-way'

export function AttemptResult() {
  const { view: { state } } = useRun()
  const attempt = state.attempts.at(-1)
  if (!attempt) return null
  if (attempt.byHand && (attempt.status === 'requested' || attempt.status === 'ended')) return <ByHand attempt={attempt} />
  switch (attempt.status) {
    case 'requested':
    case 'launched':
      return <><Running attempt={attempt} /><Interrupt attempt={attempt} /></>
    case 'ended':
      return <Verifying attempt={attempt} />
    case 'declined':
      return <Declined attempt={attempt} />
    case 'unknown':
      return <Unknown attempt={attempt} />
    case 'settled':
      return <ResultBlock attempt={attempt} />
  }
}

/** Its next part is the step's main act. */
function ByHand({ attempt: { requestedBy, requestedAt } }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  return <Notice id="by-hand" kind="attention" heading={t('run.byHand.title')}><p>{t('run.byHand.body', { name: requestedBy.name, time: format.time(requestedAt) })}</p></Notice>
}

function Declined({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const { view: { recovery } } = useRun()
  const { declined } = attempt
  if (!declined) return null
  return (
    <Notice id="declined" kind="attention" heading={t('run.declined.title')}>
      <p>{t(`run.declined.${declined.why}`, { detail: declinedText(t, declined.detail) })}</p>
      <div className="mt-3"><FactsDiff changes={declined.changes} moments="shown" recovery={recovery} /></div>
    </Notice>
  )
}

function Unknown({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const { view } = useRun()
  const { unknownWhy } = attempt
  return (
    <Notice id="unknown" kind="unknown" heading={t('run.unknown.title')}>
      {unknownWhy && <p>{t(`run.unknown.why.${unknownWhy}`)}</p>}
      <p>{t('run.unknown.body')}</p>
      <DescriptionList className="mt-3 *:last:border-b-0" facts={saidAndSeen(t, view, attempt)} />
    </Notice>
  )
}
