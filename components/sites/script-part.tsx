/** The one file that lies on the management server: which version, copying it by a press, and what to hand to that machine's administrator. */
import { ActForm } from '@/components/forms/act-form'
import { CodeBlock } from '@/components/ui/code-block'
import { Details } from '@/components/ui/details'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { ConnectionView } from '@/lib/sites/dto'
import type { ForcedCommand } from '@/lib/sites/ports'
import { checkText } from './connection-words'

type Props = { view: ConnectionView; action: FormAction; t: Translate }

export function ScriptPart({ view: { row, settings, checks, scriptVersion, forced, mayChange }, action, t }: Props) {
  const found = checks.find(({ name, severity }) => name === 'script' && severity !== 'notReached')
  return (
    <>
      <p className="max-w-text text-fg-muted">{t('settings.script.about')}</p>
      <p className="mt-3">{t('settings.script.ours', { version: scriptVersion })}</p>
      {found && <p className="mt-1">{checkText(t, found)}</p>}
      {mayChange && !settings.forcedCommand && (
        <ActForm action={action} hidden={{ act: 'copyScript', id: row.id }} id="copyScript" className="mt-4">
          <div><SubmitButton look="secondary" pending={t('settings.script.copying')}>{t('settings.script.copy')}</SubmitButton></div>
        </ActForm>
      )}
      <p className="mt-3"><a href="/api/settings/script" download="shirube-exec.sh" className="inline-flex min-h-11 items-center">{t('settings.script.save')}</a></p>
      {forced && (settings.forcedCommand ? <ByAdministrator forced={forced} t={t} /> : <Folded forced={forced} t={t} />)}
    </>
  )
}

const copyWords = (t: Translate) => ({ copy: t('common.copy.command'), copied: t('common.copy.done'), failed: t('common.copy.failed') })

function ByAdministrator({ forced, t }: { forced: ForcedCommand; t: Translate }) {
  return (
    <div className="mt-4 grid gap-4">
      <p className="max-w-text">{t('settings.script.forced')}</p>
      <CodeBlock code={forced.install} label={t('settings.script.install')} note={t('settings.script.install')} words={copyWords(t)} />
      <CodeBlock code={forced.authorizedKeysLine} label={t('settings.script.line')} note={t('settings.script.line')} words={copyWords(t)} />
    </div>
  )
}

function Folded({ forced, t }: { forced: ForcedCommand; t: Translate }) {
  return (
    <div className="mt-4">
      <Details summary={t('settings.script.byHand')}><CodeBlock code={forced.install} label={t('settings.script.install')} note={t('settings.script.install')} words={copyWords(t)} /></Details>
      <Details summary={t('settings.script.authorizedKeys')}>
        <p className="mb-3">{t('settings.script.authorizedKeys.about')}</p>
        <CodeBlock code={forced.authorizedKeysLine} label={t('settings.script.line')} note={t('settings.script.line')} words={copyWords(t)} />
      </Details>
    </div>
  )
}
