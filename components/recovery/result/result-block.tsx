'use client'
/** Said, seen, concluded: three lines, always in this order, never merged into one. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { LinkButton } from '@/components/ui/button'
import { StateLabel } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import type { AttemptState } from '@/lib/recovery/state'
import { FactsDiff } from '../card/facts-diff'
import { statusValues } from '../card/live-reading'
import { cardOf } from '../card-text'
import { useRun } from '../run-context'
import { stepHref } from '../step-href'
import { changesOfOthers, contradictionOf, verdictOf, type Verdict } from './verdict'

export function ResultBlock({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const { view } = useRun()
  const { state, recovery } = view
  const verdict = verdictOf(attempt, state)
  const others = changesOfOthers(attempt)
  const { currentStep } = recovery
  const next = recovery.driver.isViewer && state.finishedAt !== null && currentStep && currentStep.leg === view.leg && currentStep.no > state.no ? currentStep : null
  return (
    <section aria-labelledby="result" data-result={verdict ?? 'open'} className="rounded-card border-2 border-line p-4 md:p-6" data-box>
      <h2 id="result" className="mb-3 text-h2">{t('run.result.title')}</h2>
      <DescriptionList
        className="*:last:border-b-0"
        facts={[
          ...saidAndSeen(t, view, attempt),
          {
            term: t('run.result.verdict'),
            value: (
              <div className="grid gap-3">
                <StateLabel state={state.status} word={t(`states.${state.status}`)} />
                {verdict && <p>{verdictText(t, format, view, attempt, verdict)}</p>}
                {verdict === 'busy' && <BusyLong attempt={attempt} />}
                {next && <div><LinkButton look="main" href={stepHref(recovery.id, next.leg, next.no)}>{t('run.result.next', { n: next.no })}</LinkButton></div>}
              </div>
            ),
          },
        ]}
      />
      {verdict === 'failChanged' && <div className="mt-4"><FactsDiff changes={attempt.changes.filter((change) => !others.includes(change))} moments="run" recovery={recovery} /></div>}
      {others.length > 0 && <div className="mt-4"><FactsDiff changes={others} moments="run" recovery={recovery} caption={t('run.diff.others')} /></div>}
      {view.definition.command === 'update' && state.finishedAt !== null && attempt.after?.complete && others.length === 0 && <p className="mt-4 text-fg-muted">{t('run.diff.othersNone')}</p>}
    </section>
  )
}

/** What the command said, what was read after it, and what was read since, where that is another reading. */
export function saidAndSeen(t: Translate, { reading, state }: StepView, attempt: AttemptState): readonly Fact[] {
  const isNewer = reading !== null && state.finishedAt === null && attempt.seenAt !== null && reading.readAt > attempt.seenAt
  return [
    { term: t('run.result.said'), value: <Said attempt={attempt} /> },
    { term: t('run.result.seen'), value: <Seen attempt={attempt} /> },
    ...(isNewer ? [{ term: t('steps.part.state'), value: <Seen attempt={{ ...attempt, after: reading, seen: reading.complete ? 'changed' : 'notReadable', seenAt: reading.readAt }} /> }] : []),
  ]
}

export function Said({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const { launchedAt, endedAt, pastedBy } = attempt
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <span>{saidText(t, attempt)}</span>
      {launchedAt !== null && endedAt !== null && (
        <span className="text-small text-fg-muted tabular-nums">{pastedBy ? t('run.result.pasted', { name: pastedBy.name, time: format.timeWithSeconds(endedAt) }) : t('run.result.span', { from: format.timeWithSeconds(launchedAt), to: format.timeWithSeconds(endedAt), d: format.durationExact(endedAt - launchedAt) })}</span>
      )}
    </div>
  )
}

export function saidText(t: Translate, { said, status }: AttemptState): string {
  if (!said) return t(status === 'unknown' || status === 'settled' ? 'run.said.none' : 'run.said.notYet')
  if (said.kind !== 'other') return t(`run.said.${said.kind}`)
  return said.signal ? t('run.said.signal', { signal: said.signal }) : t('run.said.other', { code: said.exitCode ?? '―' })
}

export function Seen({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <span>{seenText(t, attempt)}</span>
      {attempt.seenAt !== null && <span className="text-small text-fg-muted tabular-nums">{asOf(t, format, attempt.after, attempt.seenAt)}</span>}
    </div>
  )
}

/** When it was read, or who pasted it. */
export const asOf = (t: Translate, format: Formatter, reading: AttemptState['after'], at: number): string =>
  reading?.pasted ? t('run.reading.pasted', { time: format.timeWithSeconds(reading.readAt), name: reading.pasted.by, at: format.timeWithSeconds(reading.pasted.at) }) : t('common.asOf', { time: format.timeWithSeconds(at) })

/** What the last reading shows about the command's own question. */
export function seenText(t: Translate, { after, seen, command }: AttemptState): string {
  if (!after || seen === null || seen === 'notReadable') return t('run.seen.notReadable')
  const record = after.servers.find(({ id }) => id === command.server)
  const counts = { all: after.allServers ?? after.servers.length, read: after.servers.length }
  if (!record) return t('run.seen.absent', counts)
  switch (command.name) {
    case 'attach':
    case 'detach':
      return t('run.seen.listed', { all: counts.all })
    case 'unmark':
      return t(record.markTime === undefined && record.markComment === undefined ? 'run.seen.unmarked' : 'run.seen.marked')
    case 'update':
      return t('run.seen.updateScope', { value: record.updateScope ?? t('run.fact.none') })
    case 'start':
    case 'stop':
      return [t('run.seen.status', statusValues(t, record)), record.loadBalancer && t('run.seen.loadBalancer', { value: record.loadBalancer })].filter(Boolean).join(' ／ ')
  }
}

function verdictText(t: Translate, format: Formatter, view: Parameters<typeof cardOf>[1], attempt: AttemptState, verdict: Verdict) {
  switch (verdict) {
    case 'mismatch': {
      const { name, server } = attempt.command
      const shown = contradictionOf(attempt.command, attempt.after?.servers.find(({ id }) => id === server))
      if (!shown && name !== 'attach') return t('run.verdict.mismatch')
      return cardOf(t, view).rich('mismatch', shown ? { field: t(`run.fact.${shown.field}`), value: shown.value } : {})
    }
    case 'byPerson':
      return t('run.verdict.byPerson', { note: attempt.settledNote ?? '' })
    case 'failSame':
      return t('run.verdict.failSame', { time: attempt.seenAt === null ? '―' : format.time(attempt.seenAt) })
    default:
      return t(`run.verdict.${verdict}`)
  }
}

const LONG_MS = 600_000
const MANY_TRIES = 3

/** After the third time, or ten minutes, nobody should wait on without asking. */
function BusyLong({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const { view: { state, recovery } } = useRun()
  const busy = state.attempts.filter(({ said }) => said?.kind === 'busy')
  const since = busy[0]?.requestedAt ?? attempt.requestedAt
  const forMs = recovery.serverNow - since
  if (busy.length < MANY_TRIES && forMs < LONG_MS) return null
  return <p className="font-bold">{t('run.verdict.busyLong', { d: format.duration(forMs) })}</p>
}
