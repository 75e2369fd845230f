'use client'
/**
 * Fields bound to their form (posted-form.tsx): the look is the kit's, value and error come from the form's state, words from messages.
 */
import type { ComponentProps, ReactNode } from 'react'
import { AddressField, describedBy, FieldError, FieldHint, TextArea, TextField } from '@/components/ui/field'
import { RadioCards, type RadioOption } from '@/components/ui/radio-cards'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { TimeMs } from '@/lib/std/clock'
import { useField, usePostedList } from './posted-form'

type Common = { name: string; label: ReactNode; hint?: ReactNode; required?: boolean; initial?: string }

function useFieldWords() {
  const t = useT()
  return { required: t('common.required'), errorPrefix: t('common.errorPrefix') }
}

export function FormText({ name, label, hint, required, initial, ...input }: Common & Pick<ComponentProps<typeof TextField>, 'width' | 'mono' | 'autoComplete' | 'inputMode' | 'type' | 'translate'>) {
  const { id, value, error } = useField(name, initial)
  const words = useFieldWords()
  return <TextField key={value} {...{ id, name, label, hint, required, error, words }} defaultValue={input.type === 'password' ? undefined : value} {...input} />
}

export function FormArea({ name, label, hint, required, initial, rows, mono }: Common & { rows?: number; mono?: boolean }) {
  const { id, value, error } = useField(name, initial)
  const words = useFieldWords()
  return <TextArea key={value} {...{ id, name, label, hint, required, error, words, rows, mono }} defaultValue={value} spellCheck={mono ? false : undefined} />
}

/** An IPv4 address or identifier; full-width digits are understood by the server. */
export function FormAddress({ name, label, hint, required, initial }: Common) {
  const { id, value, error } = useField(name, initial)
  const words = useFieldWords()
  return <AddressField key={value} {...{ id, name, label, hint, required, error, words }} defaultValue={value} />
}

export function FormChoice({ name, label, hint, required, initial, options, columns, legendIsHeading }: Common & { options: readonly RadioOption[]; columns?: boolean; legendIsHeading?: boolean }) {
  const { id, value, error } = useField(name, initial)
  const words = useFieldWords()
  return <RadioCards key={value} {...{ id, name, hint, required, error, words, options, columns, legendIsHeading }} legend={label} chosen={value || null} />
}

/** A moment as date and time in the site's zone. Until the form came back: `initial` as it was typed before, else `initialAt`. */
export function FormTime({ name, label, hint, required, initial, initialAt }: Common & { initialAt?: TimeMs | null }) {
  const format = useFormatter()
  const drawn = initial || (initialAt === null || initialAt === undefined ? '' : format.input(initialAt))
  const { id, value, error } = useField(name, drawn)
  const words = useFieldWords()
  return <TextField key={value} {...{ id, name, label, hint, required, error, words }} type="datetime-local" width="short" defaultValue={value} />
}

const tickClass = 'grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-start gap-3 py-2'
const boxClass = 'm-0 mt-0.5 size-6 accent-act'

/** One statement to be ticked. */
export function FormCheck({ name, label, value, initial = false }: { name: string; label: ReactNode; value: string; initial?: boolean }) {
  const list = usePostedList(name)
  const { id, error } = useField(name)
  const words = useFieldWords()
  const isChecked = list ? list.includes(value) : initial
  return (
    <div className={error ? 'border-s-4 border-st-fail ps-4' : undefined}>
      {error && <FieldError id={id} error={error} words={words} />}
      <label className={tickClass}>
        <input key={String(isChecked)} id={id} type="checkbox" name={name} value={value} defaultChecked={isChecked} aria-invalid={error ? true : undefined} aria-describedby={describedBy({ id, error })} className={boxClass} />
        <span className="leading-7">{label}</span>
      </label>
    </div>
  )
}

/** Several statements of one name, each ticked for itself. The first carries the field's id, so that an error leads to it. */
export function FormChecks({ name, label, hint, options }: { name: string; label: ReactNode; hint?: ReactNode; options: readonly { readonly value: string; readonly label: ReactNode }[] }) {
  const list = usePostedList(name)
  const { id, error } = useField(name)
  const words = useFieldWords()
  return (
    <fieldset aria-describedby={describedBy({ id, hint, error })} className={error ? 'm-0 min-w-0 border-0 border-s-4 border-st-fail p-0 ps-4' : 'm-0 min-w-0 border-0 p-0'}>
      <legend className="p-0 font-bold">{label}</legend>
      {hint && <FieldHint id={id}>{hint}</FieldHint>}
      {error && <FieldError id={id} error={error} words={words} />}
      {options.map(({ value, label: statement }, index) => {
        const isChecked = list?.includes(value) ?? false
        return (
          <label key={value} className={tickClass}>
            <input key={String(isChecked)} id={index === 0 ? id : `${id}-${index}`} type="checkbox" name={name} value={value} defaultChecked={isChecked} aria-invalid={error ? true : undefined} className={boxClass} />
            <span className="leading-7">{statement}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
