'use client'
import { useT } from '@/lib/i18n/words'
import type { ByHandView } from '@/lib/recoveries/dto'
import { PartSection } from './part-section'
import { PasteForm } from './paste-form'

/** Where the app may not ask: the state as a terminal shows it. */
export function PastePart({ byHand }: { byHand: ByHandView }) {
  const t = useT()
  return (
    <PartSection id="paste" heading={t('byHand.paste.title')} lead={t('byHand.paste.lead')}>
      <PasteForm byHand={byHand} act="pasteStatus" label={t('byHand.paste.button')} />
    </PartSection>
  )
}
