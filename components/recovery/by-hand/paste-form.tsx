'use client'
/** Lines to run in a terminal, and the field for everything that they print. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormTime } from '@/components/forms/fields'
import { CodeBlock } from '@/components/ui/code-block'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { ByHandView } from '@/lib/recoveries/dto'
import { stepHidden, useRun } from '../run-context'

/** A line or lines to copy, as they stand. */
export function Lines({ code, label }: { code: string; label: string }) {
  const t = useT()
  return <CodeBlock code={code} label={label} note={t('byHand.copyAsIs')} words={{ copy: t('common.copy.command'), copied: t('common.copy.done'), failed: t('common.copy.failed') }} />
}

type Props = { readonly byHand: ByHandView; readonly act: 'pasteStatus' | 'seeByHand'; readonly label: string; readonly hint?: string }

/** The two lines of `status`, and what they print. */
export function PasteForm({ byHand, act, label, hint }: Props) {
  const t = useT()
  const { view, actions } = useRun()
  return (
    <div className="grid gap-4">
      <Lines code={byHand.statusLines.join('\n')} label={t('byHand.status.lines')} />
      <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, act), attempt: byHand.attempt?.id ?? '' }} id={act} label={label} labels={{ pasted: t('fields.pasted.status') }}>
        <FormArea name="pasted" label={t('fields.pasted.status')} hint={hint ?? t('fields.pasted.status.hint')} required rows={10} mono />
        <FormTime name="readAt" label={t('fields.readAt')} hint={t('fields.readAt.hint')} required initialAt={view.recovery.serverNow} />
        <div><SubmitButton look="main" pending={t('byHand.reading')}>{label}</SubmitButton></div>
      </ActForm>
    </div>
  )
}
