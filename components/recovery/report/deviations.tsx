import { DataTable } from '@/components/ui/data-table'
import type { ReportView } from '@/lib/recoveries/dto'
import type { PartProps } from './report-part'

type Row = ReportView['deviations'][number]

/** What did not go as the procedure says; never left out, even when there is nothing. */
export function Deviations({ report: { deviations, legs }, t, format }: PartProps) {
  if (deviations.length === 0) return <p>{t('report.deviations.none')}</p>
  const step = ({ leg, stepNo, stepKey }: Row): string => {
    const procedure = legs.find(({ no }) => no === leg)?.procedure
    if (stepNo === null || stepKey === null || !procedure) return t('common.none')
    return t('home.step', { n: stepNo, name: t.lookUp(`steps.${procedure}.${stepKey}.rail`) ?? stepKey })
  }
  return (
    <DataTable
      caption={t('report.deviations.caption')}
      captionHidden
      rows={deviations}
      rowKey={({ at, code, leg, stepKey }) => `${at}${code}${leg}${stepKey}`}
      columns={[
        { key: 'when', heading: t('report.deviations.when'), cell: ({ at }) => format.dateTime(at) },
        { key: 'step', heading: t('report.deviations.step'), cell: step },
        { key: 'what', heading: t('report.deviations.what'), isRowHeading: true, cell: ({ code }) => t.lookUp(`report.deviation.${code}`) ?? code },
        { key: 'why', heading: t('report.deviations.why'), cell: ({ reason }) => <span className="whitespace-pre-line">{reason ?? t('common.none')}</span> },
        { key: 'who', heading: t('report.deviations.who'), cell: ({ by, agreedBy }) => (agreedBy ? t('report.deviations.agreed', { by, name: agreedBy }) : by) },
      ]}
    />
  )
}
