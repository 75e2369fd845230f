/**
 * Form fields: label, ※必須 in words, hint, error. Errors are said beside the field in the same words as in the summary above; nothing is
 * checked while typing. Values stay. Words arrive as props.
 */
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

export type FieldWords = { readonly required: string; readonly errorPrefix: string }

type Frame = {
  /** Also the target of the error summary's link. */
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | null
  required?: boolean
  words: FieldWords
}

const hintId = (id: string): string => `${id}-hint`
const errorId = (id: string): string => `${id}-error`

/** Ids that describe a field, or undefined. */
export function describedBy({ id, hint, error }: Pick<Frame, 'id' | 'hint' | 'error'>): string | undefined {
  return classNames(hint ? hintId(id) : null, error ? errorId(id) : null) || undefined
}

/** What is required, in words. */
export const RequiredMark = ({ text }: { text: string }) => <span className="ms-2 whitespace-nowrap text-small font-normal text-tx-fail">{text}</span>

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return <p id={hintId(id)} className="text-fg-muted max-w-text">{children}</p>
}

export function FieldError({ id, error, words }: { id: string; error: string; words: FieldWords }) {
  return (
    <p id={errorId(id)} className="font-bold text-tx-fail max-w-text">
      <span>{words.errorPrefix}</span>
      {error}
    </p>
  )
}

function FieldFrame({ id, label, hint, error, required, words, children }: Frame & { children: ReactNode }) {
  return (
    <div className={classNames('flex flex-col gap-1 min-w-0', error && 'border-s-4 border-st-fail ps-4')} data-keep>
      <label htmlFor={id} className="font-bold">
        {label}
        {required && <RequiredMark text={words.required} />}
      </label>
      {hint && <FieldHint id={id}>{hint}</FieldHint>}
      {error && <FieldError id={id} error={error} words={words} />}
      {children}
    </div>
  )
}

const controlClass = (error: string | null | undefined, mono: boolean): string =>
  classNames(
    'mt-1 w-full min-h-12 px-4 py-2 rounded-box bg-canvas text-fg border read-only:border-dashed read-only:bg-sub',
    error ? 'border-2 border-tx-fail' : 'border-line',
    mono && 'font-mono',
  )

type TextFieldProps = Frame & Omit<ComponentProps<'input'>, 'id' | 'style' | 'required' | 'size'> & { /** identifiers, addresses, commands */ mono?: boolean; /** visible length in characters */ width?: 'short' | 'full' }

export function TextField({ id, label, hint, error, required, words, mono = false, width = 'full', ...input }: TextFieldProps) {
  return (
    <FieldFrame {...{ id, label, hint, error, required, words }}>
      <input
        id={id}
        className={classNames(controlClass(error, mono), width === 'short' ? 'md:max-w-72' : 'max-w-text')}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
        {...input}
      />
    </FieldFrame>
  )
}

/** An address or identifier: nothing translates, corrects or capitalises it; pasting is not blocked. */
export function AddressField(props: Omit<TextFieldProps, 'mono'>) {
  return <TextField mono width="short" translate="no" autoComplete="off" autoCapitalize="off" spellCheck={false} inputMode="decimal" {...props} />
}

type TextAreaProps = Frame & { /** copied from a terminal */ mono?: boolean } & Omit<ComponentProps<'textarea'>, 'id' | 'style' | 'required'>

export function TextArea({ id, label, hint, error, required, words, rows = 4, mono = false, ...area }: TextAreaProps) {
  return (
    <FieldFrame {...{ id, label, hint, error, required, words }}>
      <textarea
        id={id}
        rows={rows}
        className={classNames(controlClass(error, mono), mono ? 'text-dense' : 'max-w-text')}
        aria-required={required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, hint, error })}
        {...area}
      />
    </FieldFrame>
  )
}
