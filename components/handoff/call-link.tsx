import { buttonClass } from '@/components/ui/button-look'
import type { Translate } from '@/lib/i18n/translate'
import type { Caller } from '@/lib/handoff/dto'

/** One press on a telephone calls whoever asks; nothing where no number is known. */
export function CallLink({ caller: { phone }, t }: { caller: Caller; t: Translate }) {
  if (phone === null) return null
  return <a href={`tel:${phone.replaceAll(/[^0-9+]/g, '')}`} className={buttonClass('secondary', 'tabular-nums whitespace-nowrap')}>{t('handoff.call', { phone })}</a>
}
