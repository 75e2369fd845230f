'use client'
/** Draws fields from the table of forms (lib/recoveries/forms.ts), so that a page and the server's schema cannot ask for different things. */
import { FormAddress, FormArea, FormCheck, FormChoice, FormText, FormTime } from '@/components/forms/fields'
import type { Translate } from '@/lib/i18n/translate'
import { useT } from '@/lib/i18n/words'
import type { FieldSpec } from '@/lib/recoveries/forms'
import type { TimeMs } from '@/lib/std/clock'

/** `label`, `hint`: variants of the message (`fields.by.seen`); `initial`: drawn until the form comes back. */
export type Tuning = { readonly label?: string; readonly hint?: string | null; readonly initial?: string; readonly required?: boolean; readonly rows?: number; readonly columns?: boolean }

type Props = { specs: readonly FieldSpec[]; tune?: Readonly<Record<string, Tuning>>; /** drawn in fields of what has happened */ now?: TimeMs | null; prefix?: string }

export function SpecFields({ specs, tune = {}, now = null, prefix = '' }: Props) {
  return specs.filter(({ kind }) => kind !== 'hidden').map((spec) => <SpecField key={spec.name} spec={spec} tuning={tune[spec.name] ?? {}} now={now} prefix={prefix} />)
}

/** The labels that `tune` draws, by field: what a form's refusals call its fields. */
export function tunedLabels(t: Translate, tune: Readonly<Record<string, Tuning>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tune).flatMap(([name, { label }]) => (label ? [[name, t.lookUp(`fields.${label}`) ?? name]] : [])))
}

function SpecField({ spec, tuning, now, prefix }: { spec: FieldSpec; tuning: Tuning; now: TimeMs | null; prefix: string }) {
  const t = useT()
  const { name, kind, choices = [] } = spec
  const label = t.lookUp(`fields.${tuning.label ?? name}`) ?? t.lookUp(`fields.${name}`) ?? name
  const hint = tuning.hint === null ? undefined : (t.lookUp(`fields.${tuning.hint ?? `${tuning.label ?? name}.hint`}`) ?? undefined)
  const common = { name: `${prefix}${name}`, label, hint, required: tuning.required ?? spec.required, initial: tuning.initial }
  switch (kind) {
    case 'longText':
      return <FormArea {...common} rows={tuning.rows ?? 3} />
    case 'time':
      return <FormTime name={common.name} label={label} hint={hint} required={common.required} initialAt={common.required ? now : null} />
    case 'choice':
      return (
        <FormChoice {...common} columns={tuning.columns ?? choices.length === 2}
          options={choices.map((value) => ({ value, label: t.lookUp(`choices.${name}.${value}`) ?? value, note: t.lookUp(`choices.${name}.${value}.note`) ?? undefined }))} />
      )
    case 'check':
      return choices.map((value) => <FormCheck key={value} name={common.name} value={value} label={t.lookUp(`choices.${name}.${value}`) ?? value} />)
    case 'address':
      return <FormAddress {...common} />
    case 'text':
    case 'secret':
      return <FormText {...common} />
    case 'hidden':
      return null
  }
}
