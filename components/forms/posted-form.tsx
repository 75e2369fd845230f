'use client'
/**
 * What the fields of one form share: the values that came back with a refusal and the sentences that belong to a field.
 * A field's id is `<form id>-<name>`, so the error summary can link to it.
 */
import { createContext, use } from 'react'
import { assert } from '@/lib/std/assert'
import { posted, type PostedForm } from '@/lib/recoveries/forms'

export type FormReader = { readonly formId: string; readonly values: PostedForm; readonly errors: Readonly<Record<string, string>>; /** something came back: `values` count, even empty ones */ readonly isAnswered: boolean }

export const FormContext = createContext<FormReader | null>(null)

export type Bound = { readonly id: string; readonly name: string; readonly value: string; readonly error: string | null }

/** Binds a field to its form: id, the value to draw, the error to show. `initial` is drawn until the form came back. */
export function useField(name: string, initial = ''): Bound {
  const form = use(FormContext)
  assert(form !== null, `field ${name} stands outside a form`)
  const value = form.isAnswered ? posted(form.values, name) : initial
  return { id: fieldId(form.formId, name), name, value, error: form.errors[name] ?? null }
}

/** A field's id: names of rows carry brackets, which ids and selectors bear badly. */
export const fieldId = (formId: string, name: string): string => `${formId}-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`

/** All posted values of a name, for lists of checks. */
export function usePostedList(name: string): readonly string[] | null {
  const form = use(FormContext)
  return form?.isAnswered ? (form.values[name] ?? []) : null
}
