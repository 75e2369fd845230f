import { randomUUID } from 'node:crypto'
import { SwitchForm } from '@/components/recovery/course-forms'
import { actOnRecovery } from '../actions'
import { ControlPage, controlMetadata, type ControlContext, type Params } from '../control-page'

type Asked = Pick<ControlContext, 'recovery' | 't'>
const heading = ({ recovery, t }: Asked) => t(recovery.procedure === 'replace' ? 'control.switch.toReuse.title' : 'control.switch.toReplace.title')

function lead({ recovery, t }: Asked): string {
  if (recovery.procedure === 'reuse') return t('control.switch.toReplace.lead')
  return t(recovery.acts.includes('switch') ? 'control.switch.toReuse.lead' : 'control.switch.gone')
}

export const generateMetadata = controlMetadata('switch', heading)

export default function SwitchPage({ params }: Params) {
  return (
    <ControlPage params={params} page="switch" drafted="switch" acts={['switch']} heading={heading} lead={lead}>
      {({ recovery, t }) => <SwitchForm action={actOnRecovery} actKey={randomUUID()} {...{ recovery, t }} />}
    </ControlPage>
  )
}
