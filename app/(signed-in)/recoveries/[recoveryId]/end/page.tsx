import { randomUUID } from 'node:crypto'
import { EndForm } from '@/components/recovery/end-form'
import { NotNow } from '@/components/recovery/not-now'
import { actOnRecovery } from '../actions'
import { ControlPage, controlMetadata, type ControlContext, type Params } from '../control-page'

const heading = ({ t }: Pick<ControlContext, 't'>) => t('control.end.title')
export const generateMetadata = controlMetadata('end', heading)

/** Drawn for whoever may end it later, too: what is still missing stands on it. */
export default function EndPage({ params }: Params) {
  return (
    <ControlPage params={params} page="end" drafted="end" acts={['end', 'restoreService']} heading={heading} lead={({ t }) => t('control.end.lead')}>
      {async ({ recovery, t, format, server, actor }) => {
        const report = await server.pages.report(actor, recovery.id)
        return report.ok ? <EndForm action={actOnRecovery} actKey={randomUUID()} report={report.value} {...{ t, format }} /> : <NotNow recovery={recovery} t={t} />
      }}
    </ControlPage>
  )
}
