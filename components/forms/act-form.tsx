'use client'
/**
 * The one way a form of the product is drawn and posted: a server action as a prop (works without script), hidden fields, the error
 * summary with the focus, errors beside their fields in the same words, everything typed kept. Needs the dictionary scopes `refusals.`, `fields.`,
 * `errors.summary`, `common.required`, `common.errorPrefix`, `common.title.error`; where drafts are kept, `common.draft.`.
 */
import { useActionState, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { bareTitle } from '@/components/ui/title-count'
import { fieldLabel, pressRefusalText, refusalText } from '@/lib/i18n/refusal-text'
import { useFormatter, useT } from '@/lib/i18n/words'
import { EMPTY_FORM, PRESSES, type FormAction } from '@/lib/recoveries/forms'
import { useDraftSaving, useKeptDraft } from './draft'
import { FormContext, fieldId } from './posted-form'

/** Why a form is not sent yet, though nothing in it is wrong. */
export type HeldBack = { readonly title: string; readonly text: string }

type Props = {
  action: FormAction
  /** Hidden fields: `act`, the hidden names of its kind (`HIDDEN`), others that belong to the act. */
  hidden: Readonly<Record<string, string | number | null>>
  children: ReactNode
  /** Names the form where a page has several. */
  label?: string
  /** Keeps ids stable where the form is mounted anew, e.g. the act's name. */
  id?: string
  className?: string
  /** Labels by field where they differ from the message `fields.<name>`: what is wrong is said by the label that is drawn. */
  labels?: Readonly<Record<string, string>>
  /** While it is there a press sends nothing and says why. */
  heldBack?: HeldBack | null
}

export function ActForm({ action, hidden, children, label, id, className, labels, heldBack = null }: Props) {
  const [state, post] = useActionState(action, EMPTY_FORM)
  const madeId = useId()
  const formId = id ?? `form${madeId.replaceAll(/[^A-Za-z0-9]/g, '')}`
  const { held, pressed, hold } = useHold(heldBack)
  const t = useT()
  const format = useFormatter()
  const act = String(hidden.act ?? '')
  const say = PRESSES.includes(act) ? pressRefusalText : refusalText
  const entries = state.refusals.map((refusal) => ({ field: refusal.field ?? null, text: say(t, format, refusal, refusal.field && fieldLabel(t, refusal.field, labels)) }))
  // What is wrong on an earlier page stands hidden in this form: nobody can go there by a link.
  const summary = entries.map(({ field, text }) => ({ fieldId: field && !(field in hidden) ? fieldId(formId, field) : null, text }))
  const errors = Object.fromEntries(entries.flatMap(({ field, text }) => (field ? [[field, text]] : [])))
  // What an earlier press was answered is old news once a later one was held back.
  const isAnswerNews = entries.length > 0 && pressed === NOT_PRESSED
  useErrorTitle(isAnswerNews || held !== null, t('common.title.error', { title: '' }))
  const form = useRef<HTMLFormElement>(null)
  const kept = useKeptDraft(act)
  const savedAt = useDraftSaving(form, act)
  const isAnswered = state !== EMPTY_FORM
  const reader = { formId, values: isAnswered ? state.values : (kept?.values ?? {}), errors, isAnswered: isAnswered || kept !== null }
  return (
    <FormContext value={reader}>
      <form ref={form} action={post} onSubmit={hold} noValidate aria-label={label} className={className ?? 'flex flex-col gap-6'}>
        {held && <ErrorSummary title={held.title} entries={[{ fieldId: null, text: held.text }]} answer={pressed} />}
        {isAnswerNews && <ErrorSummary title={t('errors.summary', { n: entries.length })} entries={summary} answer={state} />}
        {kept && !isAnswered && <p className="rounded-box bg-sub px-4 py-3">{t.lookUp('common.draft.restored', { time: format.dateTime(kept.at) })}</p>}
        {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value ?? ''} />)}
        {children}
        {savedAt !== null && <p className="text-small text-fg-muted">{t.lookUp('common.draft.saved', { time: format.timeWithSeconds(savedAt) })}</p>}
      </form>
    </FormContext>
  )
}

/** `held`: what stands in the way, shown from the press that met it until it is gone; `pressed`: anew with every such press. */
function useHold(heldBack: HeldBack | null) {
  const [pressed, setPressed] = useState<{ readonly button: HTMLElement | null }>(NOT_PRESSED)
  const hold = (event: FormEvent<HTMLFormElement>): void => {
    const button = (event.nativeEvent as SubmitEvent).submitter
    // One more row sends nothing to anybody.
    const isHeld = heldBack !== null && button?.getAttribute('name') !== 'addRow'
    if (isHeld) event.preventDefault()
    setPressed(isHeld ? { button } : NOT_PRESSED)
  }
  const held = pressed === NOT_PRESSED ? null : heldBack
  const isHeld = held !== null
  useEffect(() => {
    if (!isHeld) return
    return () => {
      // The sentence that had the focus is gone; the way on is the same press.
      if (document.activeElement === document.body) pressed.button?.focus()
    }
  }, [isHeld, pressed])
  return { held, pressed, hold }
}

const NOT_PRESSED = { button: null }

/** The document's title says that something is wrong, as the summary does; what is counted in front of it is not this form's. */
function useErrorTitle(isWrong: boolean, prefix: string): void {
  useEffect(() => {
    if (!isWrong) return
    const title = bareTitle(document.title)
    document.title = `${prefix}${title}`
    return () => {
      document.title = title
    }
  }, [isWrong, prefix])
}
