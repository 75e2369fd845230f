'use client'
/** What to say, and the values to have said back digit by digit: at night the telephone comes first. */
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RequestState } from '@/lib/recovery/state'
import { useRun } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'
import { spelt } from './spelt'

export function PhoneScript({ request }: { request: RequestState }) {
  const t = useT()
  const format = useFormatter()
  const { view: { recovery, context } } = useRun()
  const base = { me: recovery.viewer.name, no: request.no, unit: recovery.unit }
  const said =
    request.key === 'collect-data' ? t('run.waiting.script.collect', base)
    : request.key === 'transfer-data' ? t('run.waiting.script.transfer', base)
    : t('run.waiting.script.replacement', { ...base, template: request.details?.template ?? context.template?.name ?? '―', due: request.dueAt === null ? t('run.waiting.script.noDue') : format.dateTime(request.dueAt) })
  const server = recovery.failed
  return (
    <div className="grid gap-3">
      <blockquote className="m-0 border-s-4 border-line ps-4">{said}</blockquote>
      <div>
        <p className="font-bold">{t('run.waiting.readBack')}</p>
        <p className="text-small text-fg-muted">{t('run.waiting.readBack.note')}</p>
        <p className="mt-2 flex flex-wrap items-baseline gap-x-4"><ServerChip server={server} words={chipWords(t, 'failed')} withName /><span className="font-mono text-h3" translate="no">{spelt(server.id)}</span></p>
      </div>
    </div>
  )
}
