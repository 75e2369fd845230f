'use client'
/** Target as read now, where, what, the exact command, what will be seen and how it is verified: open, in this order, above the button. */
import { CodeBlock } from '@/components/ui/code-block'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import { useCard } from '../use-card'
import { useRun } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'
import { CheckLine } from './answer-lines'
import { AnyServerChip } from './any-server-chip'
import { LiveReading } from './live-reading'

/** Steps 3 to 7 of the card. */
export function StepFacts() {
  const t = useT()
  const card = useCard()
  const { view } = useRun()
  const { definition, argv } = view
  const isRead = definition.kind === 'command' || (definition.kind === 'connect' && definition.on === 'M') || definition.condition === 'powerReportedOff' || view.reading !== null
  const facts: readonly Fact[] = [
    ...(definition.server || definition.kind === 'command' ? [{ term: t('steps.part.target'), value: <Target /> }] : []),
    ...(isRead ? [{ term: t('steps.part.state'), value: <LiveReading /> }] : []),
    ...(view.blast && definition.command === 'update' ? [{ term: t('run.update.whole'), value: <Blast /> }] : []),
    ...(definition.from || definition.on ? [{ term: t('steps.part.where'), value: where(t, view) }] : []),
    { term: t('steps.part.what'), value: <Lines lines={card.lines('what')} /> },
  ]
  return (
    <>
      <DescriptionList facts={facts} />
      {argv && (
        <div className="mt-6">
          <p className="mb-2 font-bold">{t('steps.part.command')}</p>
          {view.recovery.transport === 'manual' ? <p><code translate="no">{argv.join(' ')}</code><br />{t('run.command.manual')}</p> : <StepCommand view={view} note={t('steps.command.byApp')} />}
        </div>
      )}
    </>
  )
}

/** Steps 8 and 9: what is normal, and how it is seen. */
export function StepExpected() {
  const t = useT()
  const format = useFormatter()
  const card = useCard()
  const { view: { usual, definition, recovery } } = useRun()
  const linked = recovery.loadBalancer === 'linked' && card.has('expected.linked')
  const facts: readonly Fact[] = [
    { term: t('steps.part.expected'), value: card.rich(linked ? 'expected.linked' : 'expected') },
    ...(definition.command ? [{ term: t('steps.part.usual'), value: usual ? t('steps.usual', { d: format.duration(Math.max(usual.medianMs, 1_000)), n: usual.n }) : t('steps.usual.none') }] : []),
    { term: t('steps.part.verify'), value: card.rich('verify') },
  ]
  return <DescriptionList facts={facts} className="mt-6" />
}

export function StepCommand({ view, note }: { view: StepView; note: string }) {
  const t = useT()
  const card = useCard()
  const command = [view.programPath ?? 'vmiunit', ...(view.argv ?? [])].join(' ')
  return <CodeBlock code={command} label={`${t('steps.part.command')}：${card.text('title')}`} note={note} words={{ copy: t('common.copy.command'), copied: t('common.copy.done'), failed: t('common.copy.failed') }} />
}

function Target() {
  const t = useT()
  const { view: { target, definition, recovery, context } } = useRun()
  if (!target) return <p>{definition.server === 'new' ? t('run.target.notYet') : t('run.target.unit', { unit: recovery.unit })}</p>
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <ServerChip server={target} words={chipWords(t, target.role)} withName={definition.on !== 'M'} />
      <span>{t('run.target.unit', { unit: recovery.unit })}</span>
      {target.serviceIp && <span>{t('run.target.service')} <code translate="no">{target.serviceIp}</code></span>}
      {definition.command === 'attach' && context.report && <Checks checks={context.report.checks} />}
    </div>
  )
}

/** What the checks of the report say of the values that are about to be registered: that all went well, or which did not. */
function Checks({ checks }: Pick<NonNullable<StepView['context']['report']>, 'checks'>) {
  const t = useT()
  const format = useFormatter()
  const open = checks.filter(({ outcome }) => outcome !== 'ok')
  if (open.length === 0) return <span className="text-fg-muted">{t('run.attach.ok')}</span>
  return (
    <div className="basis-full">
      <p>{t('run.attach.notAll')}</p>
      <ul className="m-0 grid list-none gap-1 p-0">{open.map((check) => <CheckLine key={check.code} check={check} reader={{ t, format, link: null }} />)}</ul>
    </div>
  )
}

function Blast() {
  const t = useT()
  const card = useCard()
  const { view: { blast, recovery } } = useRun()
  if (!blast) return null
  const row = (label: string, ids: readonly string[]) =>
    ids.length > 0 && (
      <div>
        <p className="text-small text-fg-muted">{label}</p>
        <p className="flex flex-wrap gap-2">{ids.map((id) => <AnyServerChip key={id} id={id} recovery={recovery} />)}</p>
      </div>
    )
  return (
    <div className="grid gap-2">
      <p>{card.text('wholeUnit', { stopped: blast.rebuilt.length + 1, running: blast.untouched.length })}</p>
      {row(t('run.update.rebuilt'), [...(recovery.replacement ? [recovery.replacement.id] : []), ...blast.rebuilt])}
      {row(t('run.update.untouched'), blast.untouched)}
    </div>
  )
}

function where(t: Translate, { definition: { from, on, kind }, recovery, runsAs }: StepView) {
  const machine = (key: 'T' | 'M' | 'H' | 'VS'): string => (key === 'M' ? t('run.machine.name', { machine: t('common.machine.M'), name: recovery.connectionName }) : t(`common.machine.${key}`))
  const path = from && on ? t('run.where.path', { from: machine(from), on: machine(on) }) : machine(on ?? from ?? 'T')
  const byApp = recovery.transport !== 'manual' && (kind === 'command' || (kind === 'connect' && on === 'M'))
  const who = !byApp ? t('run.where.byHand') : runsAs ? t('run.where.byApp', { user: runsAs, connection: recovery.connectionName }) : t('run.where.byApp.anonymous', { connection: recovery.connectionName })
  return (
    <>
      <p>{path}</p>
      <p className="text-small text-fg-muted">{who}</p>
    </>
  )
}

/** One act a line; numbered where there is more than one. */
export function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length < 2) return <p>{lines[0]}</p>
  return <ol className="m-0 list-decimal ps-6">{lines.map((line) => <li key={line}>{line}</li>)}</ol>
}
