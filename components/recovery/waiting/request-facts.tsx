'use client'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RequestState } from '@/lib/recovery/state'
import { useRun } from '../run-context'
import { formHref } from './form-href'
import { RequestLines } from './request-lines'

/** The request of the page's own step. */
export function RequestFacts({ request }: { request: RequestState }) {
  const t = useT()
  const format = useFormatter()
  const { view: { recovery } } = useRun()
  return (
    <>
      <RequestLines request={request} failed={recovery.failed} reader={{ t, format, link: null }} />
      <p className="mt-2"><a href={formHref(recovery.id, request.no)} download className="inline-flex min-h-11 items-center">{t('run.request.save')}</a></p>
    </>
  )
}
