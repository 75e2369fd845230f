'use client'
/**
 * The one way a form of the product is drawn and posted: a server action as a prop (works without script), hidden fields, the error
 * summary with the focus, errors beside their fields in the same words, everything typed kept. Needs the dictionary scopes `refusals.`, `fields.`,
 * `errors.summary`, `common.required`, `common.errorPrefix`, `common.title.error`; where drafts are kept, `common.draft.`.
 */
import { useActionState, useEffect, useId, useRef, type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { bareTitle } from '@/components/ui/title-count'
import { fieldLabel, pressRefusalText, refusalText } from '@/lib/i18n/refusal-text'
import { useFormatter, useT } from '@/lib/i18n/words'
import { EMPTY_FORM, PRESSES, type FormAction } from '@/lib/recoveries/forms'
import { useDraftSaving, useKeptDraft } from './draft'
import { FormContext, fieldId } from './posted-form'

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
}

export function ActForm({ action, hidden, children, label, id, className, labels }: Props) {
  const [state, post] = useActionState(action, EMPTY_FORM)
  const madeId = useId()
  const formId = id ?? `form${madeId.replaceAll(/[^A-Za-z0-9]/g, '')}`
  const t = useT()
  const format = useFormatter()
  const act = String(hidden.act ?? '')
  const say = PRESSES.includes(act) ? pressRefusalText : refusalText
  const entries = state.refusals.map((refusal) => ({ field: refusal.field ?? null, text: say(t, format, refusal, refusal.field && fieldLabel(t, refusal.field, labels)) }))
  // What is wrong on an earlier page stands hidden in this form: nobody can go there by a link.
  const summary = entries.map(({ field, text }) => ({ fieldId: field && !(field in hidden) ? fieldId(formId, field) : null, text }))
  const errors = Object.fromEntries(entries.flatMap(({ field, text }) => (field ? [[field, text]] : [])))
  useErrorTitle(entries.length > 0, t('common.title.error', { title: '' }))
  const form = useRef<HTMLFormElement>(null)
  const kept = useKeptDraft(act)
  const savedAt = useDraftSaving(form, act)
  const isAnswered = state !== EMPTY_FORM
  const reader = { formId, values: isAnswered ? state.values : (kept?.values ?? {}), errors, isAnswered: isAnswered || kept !== null }
  return (
    <FormContext value={reader}>
      <form ref={form} action={post} noValidate aria-label={label} className={className ?? 'flex flex-col gap-6'}>
        {entries.length > 0 && <ErrorSummary title={t('errors.summary', { n: entries.length })} entries={summary} answer={state} />}
        {kept && !isAnswered && <p className="rounded-box bg-sub px-4 py-3">{t.lookUp('common.draft.restored', { time: format.dateTime(kept.at) })}</p>}
        {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value ?? ''} />)}
        {children}
        {savedAt !== null && <p className="text-small text-fg-muted">{t.lookUp('common.draft.saved', { time: format.timeWithSeconds(savedAt) })}</p>}
      </form>
    </FormContext>
  )
}

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
