'use client'
/** Files that were brought beforehand and go with this form: every one, unless its tick is taken away. */
import { use, useState } from 'react'
import { FormContext } from '@/components/forms/posted-form'
import { useFormatter, useT } from '@/lib/i18n/words'
import { FILES_FIELD } from '@/lib/recoveries/forms'
import { useRun } from '../run-context'

export function FilesGoingAlong() {
  const t = useT()
  const format = useFormatter()
  const form = use(FormContext)
  const { view: { files } } = useRun()
  // What was left out, not what was ticked: a file that arrives after a refusal goes along as well.
  const [leftOut, setLeftOut] = useState<readonly string[]>(() => {
    const wasRefused = form !== null && Object.keys(form.errors).length > 0
    const ticked = form?.values[FILES_FIELD] ?? []
    return wasRefused ? files.map(({ id }) => id).filter((id) => !ticked.includes(id)) : []
  })
  if (files.length === 0) return null
  return (
    <fieldset className="m-0 min-w-0 rounded-card border border-line p-4">
      <legend className="px-2 font-bold">{t('run.files.goAlong')}</legend>
      {files.map(({ id, name, sizeBytes }) => (
        <label key={id} className="grid min-h-11 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-start gap-3 py-2">
          <input type="checkbox" name={FILES_FIELD} value={id} defaultChecked={!leftOut.includes(id)} onChange={({ target }) => setLeftOut((ids) => (target.checked ? ids.filter((one) => one !== id) : [...ids, id]))} className="m-0 mt-0.5 size-6 accent-act" />
          <span className="leading-7 break-all">{name} <span className="text-small whitespace-nowrap text-fg-muted">{format.bytes(sizeBytes)}</span></span>
        </label>
      ))}
    </fieldset>
  )
}
