import { randomUUID } from 'node:crypto'
import { RestoreForm } from '@/components/recovery/restore-form'
import { NotNow } from '@/components/recovery/not-now'
import { actOnRecovery } from '../actions'
import { ControlPage, controlMetadata, type ControlContext, type Params } from '../control-page'

const heading = ({ t }: Pick<ControlContext, 't'>) => t('control.restore.title')
export const generateMetadata = controlMetadata('restore', heading)

export default function RestorePage({ params }: Params) {
  return (
    <ControlPage params={params} page="restore" drafted="restoreService" acts={['restoreService']} heading={heading} lead={({ t }) => t('control.restore.lead')}>
      {async ({ recovery, t, format, server, actor }) => {
        const report = await server.pages.report(actor, recovery.id)
        return report.ok ? <RestoreForm action={actOnRecovery} actKey={randomUUID()} report={report.value} {...{ t, format }} /> : <NotNow recovery={recovery} t={t} />
      }}
    </ControlPage>
  )
}
