/**
 * The failed virtual server can be used: five steps, all by the system builder. Manual 6.3.2 (1).
 * Data only; a change of any step is a new version, since recoveries stay pinned to the version they began with.
 */
import type { Procedure } from '@/lib/recovery/procedure'

export const reuseV1: Procedure = {
  key: 'reuse',
  version: 1,
  steps: [
    {
      no: 1,
      key: 'connect-hypervisor',
      actor: 'systemBuilder',
      from: 'T',
      on: 'H',
      kind: 'connect',
      server: null,
      fields: [{ name: 'host', required: true }],
      goOnWithout: false,
      group: 'recover',
    },
    {
      no: 2,
      key: 'repair-server',
      actor: 'systemBuilder',
      from: null,
      on: 'H',
      kind: 'manual',
      server: 'failed',
      fields: [
        { name: 'what', required: true },
        { name: 'by', required: true },
        { name: 'at', required: false },
      ],
      goOnWithout: false,
      group: 'recover',
    },
    {
      no: 3,
      key: 'connect-manager',
      actor: 'systemBuilder',
      from: 'T',
      on: 'M',
      kind: 'connect',
      server: null,
      fields: [{ name: 'reason', required: true }],
      goOnWithout: false,
      group: 'recover',
    },
    {
      no: 4,
      key: 'unmark',
      actor: 'systemBuilder',
      from: null,
      on: 'M',
      kind: 'command',
      server: 'failed',
      command: 'unmark',
      condition: 'markSet',
      goOnWithout: true,
      group: 'recover',
    },
    {
      no: 5,
      key: 'start',
      actor: 'systemBuilder',
      from: null,
      on: 'M',
      kind: 'command',
      server: 'failed',
      command: 'start',
      secondEvidence: 'business',
      // Power is settled before the command, under its own heading; the load balancer after it, where people do it.
      fields: [
        { name: 'at', required: false },
        { name: 'by', required: false },
        { name: 'vmNameSeen', required: false },
        { name: 'loadBalancerDoneBy', required: false },
        { name: 'loadBalancerDoneAt', required: false },
        { name: 'reason', required: false },
      ],
      goOnWithout: true,
      group: 'recover',
    },
  ],
}
