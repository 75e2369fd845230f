import type { Metadata } from 'next'
import { RecoveryHead } from '@/components/recovery/recovery-head'
import { ReportDocument } from '@/components/recovery/report/report-document'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { HEAD_SCOPES, openRecovery, recoveryMetadata } from '../open-recovery'

type Props = { params: Promise<{ recoveryId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { recovery } = await openRecovery((await params).recoveryId, 'report')
  const t = await getT()
  return recovery.ok ? recoveryMetadata(t, recovery.value, t('report.title')) : { title: t('errors.page.title') }
}

export default async function ReportPage({ params }: Props) {
  const { recoveryId } = await params
  const { server, actor } = await openRecovery(recoveryId, 'report')
  const [report, t, format, locale] = await Promise.all([server.pages.report(actor, recoveryId), getT(), getFormatter(), getLocale()])
  if (!report.ok) return <RefusedPage refusal={report.error} t={t} format={format} />
  const { recovery } = report.value
  return (
    <>
      {recovery.drill && <ModeBand t={t} kind="drill" />}
      <RecoveryHead recovery={recovery} here="report" heading={t('report.title')} lead={<span data-screen-only>{t('report.print.hint')}</span>} t={t} words={dictionaryOf(locale, HEAD_SCOPES)} />
      <ReportDocument report={report.value} t={t} format={format} />
    </>
  )
}
