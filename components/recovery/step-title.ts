/** The title of a step's page: its state in front where a person has to know it, then number, name and server. Pure. */
import type { Translate } from '@/lib/i18n/translate'
import type { StepView } from '@/lib/recoveries/dto'
import { cardText } from './card-text'

/** `要確認：手順4（全13手順） 登録解除｜R-2026-0012 192.168.1.101`; the product's name is added by the caller. */
export function stepTitle(t: Translate, { recovery, definition, state }: Pick<StepView, 'recovery' | 'definition' | 'state'>): string {
  const of = t('steps.of', { n: definition.no, total: recovery.rail.length })
  const name = cardText(t, recovery, definition.key, 'rail')
  const title = withState(t, state.status, `${of} ${name}｜${recovery.id} ${recovery.failed.id}`)
  return recovery.drill ? t('common.title.drill', { title }) : title
}

function withState(t: Translate, status: StepView['state']['status'], title: string): string {
  switch (status) {
    case 'failed':
      return t('common.title.failed', { title })
    case 'attention':
      return t('common.title.attention', { title })
    case 'unknown':
      return t('common.title.unknown', { title })
    case 'done':
    case 'doneWarn':
    case 'doneLater':
      return t('common.title.done', { title })
    default:
      return title
  }
}
