/** The machines at the simulated hypervisor, with what a person could do to them there. */
import { ActForm } from '@/components/forms/act-form'
import { ServerChip } from '@/components/recovery/server-chip'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { WorldMachine } from './world-types'

type Props = { machines: readonly WorldMachine[]; action: FormAction; t: Translate }

export function MachineCards({ machines, action, t }: Props) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      {machines.map((machine) => <MachineCard key={machine.name} machine={machine} action={action} t={t} />)}
    </ul>
  )
}

/** What makes sense now: a machine that is on is switched off, one that failed is repaired. */
const actsOf = ({ power, dead, connected }: WorldMachine) => [power === 'on' ? 'powerOff' : 'powerOn', dead ? 'repair' : 'die', connected ? 'disconnect' : 'connect'] as const

function MachineCard({ machine, action, t }: Omit<Props, 'machines'> & { machine: WorldMachine }) {
  const { name, ip, serviceIp, template, power, connected } = machine
  return (
    <li data-box data-machine={name} className="rounded-card border border-line p-4">
      <h3 className="mb-2 flex flex-wrap items-center gap-x-3 text-h3">
        <span className="font-mono" translate="no">{name}</span>
        <ServerChip server={{ role: 'other', id: ip, sameAddress: false }} words={{ role: t('world.machine'), same: '' }} />
      </h3>
      <DescriptionList
        short
        facts={[
          { term: t('world.machine.power'), value: t(`world.machine.power.${power}`) },
          { term: t('world.machine.guest'), value: t(`world.machine.guest.${guestOf(machine)}`) },
          { term: t('world.machine.network'), value: t(connected ? 'world.machine.network.yes' : 'world.machine.network.no') },
          { term: t('world.machine.service'), value: <code translate="no">{serviceIp}</code> },
          { term: t('world.machine.template'), value: <span translate="no">{template}</span> },
        ]}
      />
      <div className="mt-4 flex flex-wrap gap-3">
        {actsOf(machine).map((kind) => (
          <ActForm key={kind} action={action} hidden={{ act: kind, name }} id={`${kind}-${name}`} className="max-md:w-full">
            <SubmitButton look="secondary" pending={t('world.pending')}><span aria-hidden>{t(`world.act.${kind}`)}</span><span className="sr-only">{t('world.act.of', { act: t(`world.act.${kind}`), name })}</span></SubmitButton>
          </ActForm>
        ))}
      </div>
    </li>
  )
}

function guestOf({ power, dead, application }: WorldMachine): 'off' | 'dead' | WorldMachine['application'] {
  if (power === 'off') return 'off'
  return dead ? 'dead' : application
}
