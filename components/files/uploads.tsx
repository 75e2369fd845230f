'use client'
/**
 * Files of a request: what was brought, and a field for more. With script they are sent in pieces and gone on with after a break; without it by a
 * plain form, whose page says by `?refused=CODE` what was not taken. It holds forms of its own and must not stand inside another. Needs the dictionary scopes
 * `files.`, `refusals.`, `common.required`, `common.errorPrefix`.
 */
import { usePathname, useSearchParams } from 'next/navigation'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-look'
import { classNames } from '@/components/ui/class-names'
import { FieldError, TextField } from '@/components/ui/field'
import { refusalText } from '@/lib/i18n/refusal-text'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RefusalCode } from '@/lib/recovery/refusals'
import type { FileView, UploadLimits } from '@/lib/recoveries/dto'
import { useTellOnTheWay } from './on-the-way'
import { BroughtFiles } from './uploads-brought'
import type { OfRequest } from './uploads-client'
import { SendingList } from './uploads-sending'
import { isOver, useSending } from './uploads-state'

/** Browsers count a field of files among those that are only read; it is not drawn like one. */
const FIELD = 'mt-1 w-full max-w-text min-h-12 min-w-0 rounded-box border bg-canvas px-4 py-2 text-fg file:me-4 file:min-h-8 file:cursor-pointer file:rounded-box file:border file:border-act file:bg-canvas file:px-3 file:font-bold file:text-act'

type Props = {
  of: OfRequest
  files: readonly FileView[]
  /** Null: nothing may be brought now, and only what was brought is shown. */
  limits: UploadLimits | null
  /** The token of who comes by a one-time link. */
  link: string | null
  /** After each file that arrived: time to ask for the files anew. */
  onChanged: () => void
  label?: ReactNode
}

export function Uploads({ of, files, limits, link, onChanged, label }: Props) {
  const t = useT()
  const { sendings, send, goOn, cancel } = useSending(of, link, onChanged)
  const [chosen, setChosen] = useState<readonly string[]>([])
  useTellOnTheWay({ chosen, sending: sendings.filter(({ state }) => !isOver(state)).map(({ name }) => name) })
  const back = new URLSearchParams({ next: usePathname(), ...(link === null ? {} : { link }) })
  const query = new URLSearchParams({ ...of, leg: String(of.leg) })
  return (
    <div className="grid gap-6">
      <RefusedBefore />
      <BroughtFiles files={files} query={String(back)} link={link} />
      {limits && <ChooseFiles label={label ?? t('files.label')} limits={limits} action={`/api/uploads/plain?${query}&${back}`} send={send} onChosen={setChosen} hasChosen={chosen.length > 0} />}
      <SendingList sendings={sendings} goOn={goOn} cancel={cancel} />
    </div>
  )
}

type ChooseProps = { label: ReactNode; limits: UploadLimits; action: string; send: (files: readonly File[]) => void; onChosen: (names: readonly string[]) => void; hasChosen: boolean }

function ChooseFiles({ label, limits, action, send, onChosen, hasChosen }: ChooseProps) {
  const t = useT()
  const format = useFormatter()
  const id = useId()
  const [isEmpty, setIsEmpty] = useState(false)
  const take = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const chosen = chosenIn(form)
    setIsEmpty(chosen.length === 0)
    if (chosen.length === 0) return
    send(chosen)
    form.reset()
  }
  const hint = (
    <>
      <span className="block font-bold text-fg">{t('files.caution')}</span>
      <span className="block">{t('files.limits', { max: format.bytes(limits.maxBytes), free: format.bytes(limits.freeBytes) })}</span>
      <span className="block" data-screen-only>{t('files.resume')}</span>
    </>
  )
  return (
    <form method="post" encType="multipart/form-data" action={action} onSubmit={take} onChange={(event) => onChosen(chosenIn(event.currentTarget).map(({ name }) => name))} onReset={() => onChosen([])} noValidate className="grid gap-4" data-screen-only>
      <TextField id={id} name="files" type="file" multiple className={classNames(FIELD, isEmpty ? 'border-2 border-tx-fail' : 'border-line')} label={label} hint={hint} error={isEmpty ? t('files.refused.formIncomplete') : null} words={{ required: t('common.required'), errorPrefix: t('common.errorPrefix') }} />
      <div className="flex flex-wrap gap-x-4">
        <button className={buttonClass('secondary')}>{t('files.send')}</button>
        {hasChosen && <button type="reset" className={buttonClass('quiet')}>{t('files.unchoose')}</button>}
      </div>
    </form>
  )
}

/** An empty field posts one file without a name. */
const chosenIn = (form: HTMLFormElement): File[] => new FormData(form).getAll('files').filter((file) => file instanceof File && file.name !== '') as File[]

/** What the form without script was refused, as its address says it: the code alone, so that an address can put no words on the page. */
function RefusedBefore() {
  const t = useT()
  const format = useFormatter()
  const id = useId()
  const code = useSearchParams().get('refused')
  if (code === null) return null
  const error = t.lookUp(`files.refused.${code}`) ?? refusalText(t, format, { code: code as RefusalCode })
  if (error === code) return null
  return <div role="alert"><FieldError id={id} error={error} words={{ required: t('common.required'), errorPrefix: t('common.errorPrefix') }} /></div>
}
