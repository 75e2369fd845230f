import { randomUUID } from 'node:crypto'
import { HandoverForms } from '@/components/recovery/handover-forms'
import { actOnRecovery } from '../actions'
import { ControlPage, controlMetadata, type ControlContext, type Params } from '../control-page'

const heading = ({ t }: Pick<ControlContext, 't'>) => t('control.handover.title')
export const generateMetadata = controlMetadata('handover', heading)

export default function HandoverPage({ params }: Params) {
  return (
    <ControlPage params={params} page="handover" acts={['giveControl', 'takeControl']} heading={heading} lead={({ t }) => t('control.handover.lead')}>
      {async ({ recovery, t, server, actor }) => {
        const colleagues = await server.pages.colleagues(actor)
        return <HandoverForms action={actOnRecovery} actKey={randomUUID()} colleagues={colleagues.ok ? colleagues.value : []} {...{ recovery, t }} />
      }}
    </ControlPage>
  )
}
