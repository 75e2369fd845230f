/** The report in its fixed order of parts; one page for screen, print and PDF. Deviations are never left out. */
import { ChainCheck } from '../chain-check'
import { Conclusion, ReportFacts } from './conclusion'
import { Deviations } from './deviations'
import { Contacts, Evidence, Signatures, StatusDiff } from './records'
import { ReportPart, type PartProps } from './report-part'
import { StepRecords } from './step-records'
import { TimeSplit } from './time-split'

export function ReportDocument(props: PartProps) {
  const { report, t, format } = props
  return (
    <article className="max-w-240">
      <p className="text-fg-muted">{report.recovery.drill && <b>{t('report.drill')}　</b>}{t('report.asOf', { time: format.dateTimeZone(report.recovery.serverNow) })}</p>
      <ReportPart no={1} heading={t('report.conclusion')}>
        <Conclusion {...props} />
        <h3 className="mt-6 mb-2 text-h3">{t('report.facts')}</h3>
        <ReportFacts {...props} />
      </ReportPart>
      <ReportPart no={2} heading={t('report.time')}><TimeSplit {...props} /></ReportPart>
      <ReportPart no={3} heading={t('report.deviations')}><Deviations {...props} /></ReportPart>
      <ReportPart no={4} heading={t('report.steps')}><StepRecords {...props} /></ReportPart>
      <ReportPart no={5} heading={t('report.status')}><StatusDiff {...props} /></ReportPart>
      <ReportPart no={6} heading={t('report.evidence')}><Evidence {...props} /></ReportPart>
      <ReportPart no={7} heading={t('report.contacts')}>
        <Contacts {...props} />
        {report.notes.length > 0 && <h3 className="mt-6 mb-2 text-h3">{t('report.notes')}</h3>}
        <ul>{report.notes.map(({ seq, at, by, text }) => <li key={seq} className="border-b border-hair py-2"><span className="text-small text-fg-muted">{format.dateTime(at)} {by.name}</span><span className="block whitespace-pre-line">{text}</span></li>)}</ul>
      </ReportPart>
      <ReportPart no={8} heading={t('report.verify')}><ChainCheck report={report} t={t} format={format} /></ReportPart>
      <ReportPart no={9} heading={t('report.signatures')}><Signatures t={t} /></ReportPart>
    </article>
  )
}
