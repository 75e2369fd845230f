import { randomUUID } from 'node:crypto'
import { HoldForm } from '@/components/recovery/hold-form'
import { actOnRecovery } from '../actions'
import { ControlPage, controlMetadata, type ControlContext, type Params } from '../control-page'

const heading = ({ t }: Pick<ControlContext, 't'>) => t('control.hold.title')
export const generateMetadata = controlMetadata('hold', heading)

export default function HoldPage({ params }: Params) {
  return (
    <ControlPage params={params} page="hold" drafted="hold" acts={['hold', 'resume']} heading={heading} lead={({ t }) => t('control.hold.lead')}>
      {({ recovery, t, format }) => <HoldForm action={actOnRecovery} actKey={randomUUID()} {...{ recovery, t, format }} />}
    </ControlPage>
  )
}
