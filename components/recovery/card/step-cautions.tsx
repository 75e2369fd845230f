'use client'
/** What has to be known before the act; each line only where it is true. Stands right before the target. */
import { Caution } from '@/components/ui/notice'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { Caution as StepCaution, StepView } from '@/lib/recoveries/dto'
import { cardOf } from '../card-text'
import { chipText, chipWords } from '../server-chip'

export function StepCautions({ view }: { view: StepView }) {
  const t = useT()
  if (view.cautions.length === 0) return null
  return (
    <Caution heading={t('common.cautionHeading')} id="cautions">
      {view.cautions.map((caution) => <CautionLine key={caution.code} caution={caution} view={view} />)}
    </Caution>
  )
}

export function CautionLine({ caution, view }: { caution: StepCaution; view: StepView }) {
  const t = useT()
  const format = useFormatter()
  const card = cardOf(t, view)
  switch (caution.code) {
    case 'irreversible':
      return <p>{card.text('irreversible')}</p>
    case 'stopOffline':
      return <p>{card.text('offline', { time: format.time(caution.at) })}</p>
    case 'stopBusiness':
      return <p>{card.text('business')}</p>
    case 'loadBalancerStillUnblocked':
      return <p>{t('run.caution.loadBalancerStillUnblocked')}</p>
    case 'loadBalancerPeople': {
      const name = caution.contact ?? t('run.caution.loadBalancer.nobody')
      return <p>{view.definition.key === 'stop' ? t('steps.loadBalancer.people.stop', { name }) : t('steps.loadBalancer.people', { name })}</p>
    }
    case 'definitionChanged':
      return <p>{card.text('definitionChanged')}</p>
    case 'otherStopped':
      return <p>{card.text('otherStopped', { n: caution.servers.length, list: caution.servers.map((id) => chipText({ role: 'other', id, sameAddress: false }, chipWords(t, 'other'))).join(' / ') })}</p>
    case 'otherUnreachable':
      return <p>{card.rich('otherUnreachable', { n: caution.count })}</p>
    case 'markOfOthers':
      return (
        <>
          <p>{card.text('whose', { since: caution.markTime ?? t('run.fact.none'), comment: caution.markComment ?? t('run.fact.none') })}</p>
          <p>{card.text('others')}</p>
        </>
      )
    case 'notListed':
      return <p>{t('run.caution.notListed', { server: chipText(caution.server, chipWords(t, caution.server.role)), unit: view.recovery.unit, n: caution.listed, time: format.time(caution.at) })}</p>
    case 'lastServer':
      return <p>{card.text('lastServer', { unit: view.recovery.unit })}</p>
    case 'hypervisorNameUnknown':
      return <p>{t('run.caution.hypervisorNameUnknown')}</p>
    case 'restoredFromBackup':
      return <p>{card.text('backup')}</p>
  }
}
