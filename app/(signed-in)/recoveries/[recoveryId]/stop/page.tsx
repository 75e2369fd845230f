import { randomUUID } from 'node:crypto'
import { StopForm } from '@/components/recovery/course-forms'
import { actOnRecovery } from '../actions'
import { ControlPage, controlMetadata, type ControlContext, type Params } from '../control-page'

const heading = ({ t }: Pick<ControlContext, 't'>) => t('control.stop.title')
export const generateMetadata = controlMetadata('stop', heading)

export default function StopPage({ params }: Params) {
  return (
    <ControlPage params={params} page="stop" acts={['stop']} heading={heading} lead={({ t }) => t('control.stop.lead')}>
      {({ recovery, t }) => <StopForm action={actOnRecovery} actKey={randomUUID()} {...{ recovery, t }} />}
    </ControlPage>
  )
}
