'use client'
/**
 * The press that starts a command. What it touches and what speaks against it stand right above. `update` asks for a tick per caution and
 * who agreed; what a repetition cannot undo, but another command can (`attach`, `unmark`), is unfolded before it is pressed.
 */
import { ActForm } from '@/components/forms/act-form'
import { EnterStartsNothing } from '@/components/forms/enter-starts-nothing'
import { FormChecks, FormText } from '@/components/forms/fields'
import { buttonClass, type ButtonLook } from '@/components/ui/button-look'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { updateTicks } from '../update-ticks'
import { useCard } from '../use-card'
import { stepHidden, useRun } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'

type Props = { act: 'run' | 'runAgain'; look?: ButtonLook }

export function RunAct({ act, look = 'main' }: Props) {
  const { view: { definition: { command } } } = useRun()
  return command === 'attach' || command === 'unmark' ? <LightConfirm command={command} act={act} look={look} /> : <RunForm act={act} look={look} />
}

/** Native, so it works without script; nothing is typed. */
function LightConfirm({ command, act, look = 'main' }: Props & { command: 'attach' | 'unmark' }) {
  const t = useT()
  const { view: { target, recovery: { unit }, state, argv, record } } = useRun()
  const open = act === 'run' ? t(`run.light.${command}.open`) : t('run.light.again', { n: state.attempts.length + 1 })
  return (
    // What is registered can be corrected elsewhere while this stands open, and somebody may leave another mark: then it is shut, and read anew.
    <details key={`${argv?.join(' ')} ${record?.markTime} ${record?.markComment}`} data-light-confirm className="group">
      <summary className={buttonClass(look, 'list-none [&::-webkit-details-marker]:hidden group-open:border-line group-open:bg-canvas group-open:text-fg group-open:hover:border-line group-open:hover:bg-canvas')}>{open}</summary>
      <div data-box className="mt-4 grid gap-4 rounded-card border-2 border-st-active p-4 md:p-6">
        <p className="max-w-text">
          {target && t.rich(`run.light.${command}`, { unit, S: () => <ServerChip server={target} words={chipWords(t, target.role)} withName /> })}
        </p>
        <p className="max-w-text text-fg-muted">{t(`run.light.${command}.undo`)}</p>
        <RunForm act={act} look="main" />
      </div>
    </details>
  )
}

function RunForm({ act, look }: Props) {
  const t = useT()
  const card = useCard()
  const { view, actions } = useRun()
  const { state, cautions } = view
  const label = act === 'run' ? card.text('button') : card.text('again', { n: state.attempts.length + 1 })
  const ticks = updateTicks(t, cautions)
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, act)} id={act} label={label}>
      {ticks.length > 0 && (
        <>
          <EnterStartsNothing />
          <FormChecks name="cautionsRead" label={t('fields.cautionsRead')} options={ticks} />
          <FormText name="agreedBy" label={t('fields.agreedBy')} hint={t('fields.agreedBy.hint')} required autoComplete="off" />
        </>
      )}
      <div><SubmitButton look={look} pending={card.text('running') || t('run.act.run.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
