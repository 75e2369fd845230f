/** Start wizard: the two lines to run, and the field for what they print. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormTime } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { StatusLinesView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'

type Props = { action: FormAction; view: StatusLinesView; t: Translate }

export function StartPaste({ action, view: { connectionId, connectionName, unit, lines, serverNow }, t }: Props) {
  return (
    <div className="grid gap-6">
      <p className="max-w-text">{t('byHand.start.where', { unit, machine: connectionName })}</p>
      <CodeBlock code={lines.join('\n')} label={t('byHand.status.lines')} note={t('byHand.copyAsIs')} words={{ copy: t('common.copy.command'), copied: t('common.copy.done'), failed: t('common.copy.failed') }} />
      <ActForm action={action} hidden={{ connectionId, unit }} id="paste" label={t('byHand.paste.button')} labels={{ pasted: t('fields.pasted.status') }}>
        <FormArea name="pasted" label={t('fields.pasted.status')} hint={t('fields.pasted.status.hint')} required rows={10} mono />
        <FormTime name="readAt" label={t('fields.readAt')} hint={t('fields.readAt.hint')} required initialAt={serverNow} />
        <div className="flex flex-wrap gap-4">
          <SubmitButton look="main" pending={t('byHand.reading')}>{t('byHand.paste.button')}</SubmitButton>
          <LinkButton href="/recoveries/new/target">{t('common.back')}</LinkButton>
        </div>
      </ActForm>
    </div>
  )
}
