'use client'
/** At most one banner on the page: the worst of what concerns the whole recovery; the others lie folded under it. */
import dynamic from 'next/dynamic'
import { BannerStack, type BannerContent } from '@/components/ui/notice'
import { useServerTime } from '@/components/ui/server-clock'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { chipWords, ServerChip } from '../server-chip'

const FactsDiff = dynamic(() => import('../card/facts-diff').then(({ FactsDiff: Diff }) => Diff))
const ResumeForm = dynamic(() => import('./resume-form').then(({ ResumeForm: Form }) => Form))

type Props = { recovery: RecoveryView; onRecovery: FormAction; actKey: string; /** since when the browser gets no answer; null while it does */ offlineSince: number | null }

export function RecoveryBands({ recovery, onRecovery, actKey, offlineSince }: Props) {
  const t = useT()
  const format = useFormatter()
  const { serverNow } = recovery
  const { offByMs } = useServerTime(serverNow, 60_000)
  const near = (at: number): string => format.timeNear(at, serverNow)
  const banners: BannerContent[] = []
  if (offlineSince !== null) banners.push({ kind: 'fail', heading: t('run.band.offline', { time: near(offlineSince) }), body: t('run.band.offline.body', { time: near(serverNow) }) })
  if (recovery.readOnlyBecause) banners.push({ kind: 'fail', heading: t(recovery.readOnlyBecause === 'damaged' ? 'run.band.damaged' : 'run.band.readOnly') })
  if (recovery.noContactSince !== null) banners.push({ kind: 'attention', heading: t('run.band.noContact', { time: near(recovery.noContactSince) }), body: t('run.band.noContact.body') })
  if (recovery.held) banners.push(heldBanner())
  if (recovery.endedAt !== null) banners.push({ kind: 'info', heading: t('run.band.ended', { time: near(recovery.endedAt) }) })
  if (recovery.resumed && recovery.resumed.changes.length > 0 && recovery.status === 'open')
    banners.push({ kind: 'attention', heading: t('run.band.resumed', { time: near(recovery.resumed.at) }), body: <FactsDiff changes={recovery.resumed.changes} moments="hold" recovery={recovery} /> })
  if (recovery.sameUnit.length > 0)
    banners.push({
      kind: 'info', heading: t('run.band.sameUnit'),
      body: recovery.sameUnit.map(({ id, failedServer, driverName, stepNo }) => (
        <p key={id}>{t.rich('run.band.sameUnit.row', { id, name: driverName, n: stepNo ?? '―', S: () => <ServerChip server={{ role: 'other', id: failedServer, sameAddress: false }} words={chipWords(t, 'other')} /> })}</p>
      )),
    })
  if (offByMs !== null) banners.push({ kind: 'info', heading: t('run.band.clock', { d: format.duration(Math.abs(offByMs)) }) })
  return banners.length === 0 ? null : <div className="mb-6"><BannerStack banners={banners} moreLabel={t('run.band.more', { n: banners.length - 1 })} /></div>

  function heldBanner(): BannerContent {
    const held = recovery.held
    return {
      kind: 'info',
      heading: t('run.band.held', { time: near(held?.at ?? serverNow), name: held?.by.name ?? '' }),
      body: (
        <>
          <p>{held && `${t.lookUp(`choices.category.${held.category}`) ?? ''} ${held.reason}`}</p>
          {held?.plannedAt != null && <p>{t('run.band.held.planned', { time: format.dateTime(held.plannedAt) })}</p>}
        </>
      ),
      action: recovery.acts.includes('resume') ? (
        <ResumeForm recoveryId={recovery.id} actKey={actKey} onRecovery={onRecovery} />
      ) : undefined,
    }
  }
}
