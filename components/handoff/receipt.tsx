/** What was answered, as it was received: the number to tell, the version, the answer itself. */
import type { ReactNode } from 'react'
import { AnswerLines } from '@/components/recovery/card/answer-lines'
import type { Reader } from '@/components/recovery/card/file-link'
import { StatusIcon } from '@/components/ui/status-icon'
import { DescriptionList } from '@/components/ui/description-list'
import type { Answered } from '@/lib/handoff/dto'
import type { StepView } from '@/lib/recoveries/dto'

export function Receipt({ view, answer: { by, at, version }, reader, children }: { view: StepView; answer: Answered; reader: Reader; children?: ReactNode }) {
  const { t, format } = reader
  return (
    <section aria-labelledby="receipt" data-box className="rounded-card border-2 border-st-done p-4 md:p-6">
      <h2 id="receipt" tabIndex={-1} className="mb-3 flex items-center gap-3 text-h2">
        <StatusIcon state="done" />
        {t('handoff.sent.title')}
      </h2>
      <DescriptionList short facts={[
        { term: t('handoff.sent.no'), value: <b className="font-mono" translate="no">{view.request?.no}</b> },
        { term: t('handoff.sent.version'), value: t('handoff.sent.version.n', { n: version }) },
        { term: t('handoff.sent.at'), value: format.dateTimeZone(at) },
        { term: t('handoff.sent.by'), value: by },
      ]} />
      <div className="mt-6 grid gap-6"><AnswerLines view={view} reader={reader} /></div>
      {children}
    </section>
  )
}
