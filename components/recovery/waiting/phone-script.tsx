'use client'
/** What to say, and the values to have said back digit by digit: at night the telephone comes first. */
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { Replacement } from '@/lib/recovery/events'
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
  const values = saidBack(request, recovery, context.report?.replacement ?? null)
  return (
    <div className="grid gap-3">
      <blockquote className="m-0 border-s-4 border-line ps-4">{said}</blockquote>
      <div>
        <p className="font-bold">{t('run.waiting.readBack')}</p>
        <p className="text-small text-fg-muted">{t('run.waiting.readBack.note')}</p>
        {values.map(({ server, address, isService }) => (
          <p key={`${server.role}${address}`} className="mt-2 flex flex-wrap items-baseline gap-x-4">
            <ServerChip server={server} words={chipWords(t, server.role)} withName />
            {isService && <span>{t('fields.serviceIp')}</span>}
            <span className="font-mono text-h3" translate="no">{spelt(address)}</span>
          </p>
        ))}
        {request.key === 'request-replacement' && values.length === 1 && <p className="mt-2 max-w-text">{t('run.waiting.readBack.asked')}</p>}
      </div>
    </div>
  )
}

type SaidBack = { readonly server: RecoveryView['failed']; readonly address: string; readonly isService: boolean }

/** The server that the request is about; of a reported one every address, since those will be registered. */
function saidBack({ key }: RequestState, { failed, replacement }: RecoveryView, report: Pick<Replacement, 'id' | 'serviceIp'> | null): readonly SaidBack[] {
  const old: SaidBack = { server: failed, address: failed.id, isService: false }
  if (key !== 'request-replacement' || !replacement || !report) return [old]
  return [old, { server: replacement, address: report.id, isService: false }, { server: replacement, address: report.serviceIp, isService: true }]
}
