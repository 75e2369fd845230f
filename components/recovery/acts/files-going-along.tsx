'use client'
/** Files that were brought beforehand and go with this form: every one, unless its tick is taken away. */
import { use } from 'react'
import { FormContext } from '@/components/forms/posted-form'
import { useFormatter, useT } from '@/lib/i18n/words'
import { FILES_FIELD } from '@/lib/recoveries/forms'
import { useRun } from '../run-context'

export function FilesGoingAlong() {
  const t = useT()
  const format = useFormatter()
  const form = use(FormContext)
  const { view: { files } } = useRun()
  if (files.length === 0) return null
  const wasRefused = form !== null && Object.keys(form.errors).length > 0
  const isChecked = (id: string): boolean => !wasRefused || (form.values[FILES_FIELD] ?? []).includes(id)
  return (
    <fieldset className="m-0 min-w-0 rounded-card border border-line p-4">
      <legend className="px-2 font-bold">{t('run.files.goAlong')}</legend>
      {files.map(({ id, name, sizeBytes }) => (
        <label key={id} className="grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-start gap-3 py-2">
          <input type="checkbox" name={FILES_FIELD} value={id} defaultChecked={isChecked(id)} className="m-0 mt-0.5 size-6 accent-act" />
          <span className="leading-7 break-all">{name} <span className="text-small text-fg-muted">{format.bytes(sizeBytes)}</span></span>
        </label>
      ))}
    </fieldset>
  )
}
