/** A choice among few, each with its outcome; nothing is chosen beforehand unless the caller says so. */
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { describedBy, FieldError, FieldHint, RequiredMark, type FieldWords } from './field'

export type RadioOption = { readonly value: string; readonly label: ReactNode; readonly note?: ReactNode }

type Props = {
  id: string
  name: string
  legend: ReactNode
  /** The question is the page's heading. */
  legendIsHeading?: boolean
  options: readonly RadioOption[]
  chosen?: string | null
  hint?: ReactNode
  error?: string | null
  required?: boolean
  words: FieldWords
  /** Side by side with equal weight, where there is room. */
  columns?: boolean
}

export function RadioCards({ id, name, legend, legendIsHeading = false, options, chosen, hint, error, required, words, columns = false }: Props) {
  return (
    <fieldset role="radiogroup" aria-required={required || undefined} aria-invalid={error ? true : undefined} className={classNames('min-w-0 border-0 p-0 m-0', error && 'border-s-4 border-st-fail ps-4')} aria-describedby={describedBy({ id, hint, error })}>
      <legend className="font-bold p-0 mb-1">
        {legendIsHeading ? <h1 className="text-h1-narrow md:text-h1" tabIndex={-1}>{legend}</h1> : legend}
        {required && <RequiredMark text={words.required} />}
      </legend>
      {hint && <FieldHint id={id}>{hint}</FieldHint>}
      {error && <FieldError id={id} error={error} words={words} />}
      <div className={classNames('mt-2 grid gap-4', columns && 'lg:grid-cols-2')}>
        {options.map((option, index) => (
          <RadioCard key={option.value} id={index === 0 ? id : `${id}-${index}`} name={name} option={option} checked={chosen === option.value} />
        ))}
      </div>
    </fieldset>
  )
}

function RadioCard({ id, name, option, checked }: { id: string; name: string; option: RadioOption; checked: boolean }) {
  return (
    <label htmlFor={id} data-box className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 gap-y-1 p-4 rounded-box border border-line bg-canvas cursor-pointer hover:bg-sub has-checked:border-act has-checked:bg-tint-active has-checked:outline-2 has-checked:outline-act">
      <input id={id} type="radio" name={name} value={option.value} defaultChecked={checked} aria-describedby={option.note ? `${id}-note` : undefined} className="size-6 m-0 accent-act" />
      <span className="font-bold leading-6">{option.label}</span>
      {option.note && <span id={`${id}-note`} className="col-start-2 text-fg-muted">{option.note}</span>}
    </label>
  )
}
