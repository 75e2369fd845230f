'use client'
/**
 * The one way a form of the product is drawn and posted: a server action as a prop (works without script), hidden fields, the error
 * summary with the focus, errors beside their fields, everything typed kept. Needs the dictionary scopes `refusals.`, `errors.summary`,
 * `common.required`, `common.errorPrefix`, `common.title.error`; where drafts are kept, `common.draft.`.
 */
import { useActionState, useEffect, useId, useMemo, useRef, type ReactNode } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useFormatter, useT } from '@/lib/i18n/words'
import { EMPTY_FORM, type FormAction } from '@/lib/recoveries/forms'
import { useDraftSaving, useKeptDraft } from './draft'
import { FormContext, fieldId } from './posted-form'
import { refusalText } from './refusal-text'

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
}

export function ActForm({ action, hidden, children, label, id, className }: Props) {
  const [state, post] = useActionState(action, EMPTY_FORM)
  const madeId = useId()
  const formId = id ?? `form${madeId.replaceAll(/[^A-Za-z0-9]/g, '')}`
  const t = useT()
  const format = useFormatter()
  const entries = useMemo(
    () => state.refusals.map((refusal) => ({ field: refusal.field ?? null, text: refusalText(t, format, refusal) })),
    [state.refusals, t, format],
  )
  const summary = useMemo(() => entries.map(({ field, text }) => ({ fieldId: field ? fieldId(formId, field) : null, text })), [entries, formId])
  const errors = useMemo(() => Object.fromEntries(entries.flatMap(({ field, text }) => (field ? [[field, text]] : []))), [entries])
  useErrorTitle(entries.length > 0, t('common.title.error', { title: '' }))
  const form = useRef<HTMLFormElement>(null)
  const act = String(hidden.act ?? '')
  const kept = useKeptDraft(act)
  const savedAt = useDraftSaving(form, act)
  const isAnswered = state !== EMPTY_FORM
  const reader = useMemo(
    () => ({ formId, values: isAnswered ? state.values : (kept?.values ?? {}), errors, isAnswered: isAnswered || kept !== null }),
    [formId, state, errors, isAnswered, kept],
  )
  return (
    <FormContext value={reader}>
      <form ref={form} action={post} noValidate aria-label={label} className={className ?? 'flex flex-col gap-6'}>
        {entries.length > 0 && <ErrorSummary title={t('errors.summary', { n: entries.length })} entries={summary} />}
        {kept && !isAnswered && <p className="rounded-box bg-sub px-4 py-3">{t.lookUp('common.draft.restored', { time: format.dateTime(kept.at) })}</p>}
        {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value ?? ''} />)}
        {children}
        {savedAt !== null && <p className="text-small text-fg-muted">{t.lookUp('common.draft.saved', { time: format.timeWithSeconds(savedAt) })}</p>}
      </form>
    </FormContext>
  )
}

/** The document's title says that something is wrong, as the summary does. */
function useErrorTitle(isWrong: boolean, prefix: string): void {
  useEffect(() => {
    if (!isWrong) return
    const title = document.title
    document.title = `${prefix}${title}`
    return () => {
      document.title = title
    }
  }, [isWrong, prefix])
}
