'use server'

import { headers } from 'next/headers'
import { findWorld } from '@/app/doors/demo-route'
import { signedInAction } from '@/app/doors/signed-in-action'
import { worldRequest } from '@/app/doors/world-request'
import type { FormState } from '@/lib/recoveries/forms'

/** How the hypervisor's words are told: which field, which sentence. */
const REFUSED: Readonly<Record<string, FormState['refusals'][number]>> = {
  nameTaken: { code: 'machineNameTaken', field: 'name' },
  badName: { code: 'machineNameUnreadable', field: 'name' },
  badAddress: { code: 'addressNotIpv4', field: 'ip' },
  addressInUse: { code: 'machineAddressTaken', field: 'ip' },
}

/** Does one thing in the demo's outside world; comes back to its page. Refused outside of the demo. */
export const actOnWorld = signedInAction(async (_server, _actor, form) => {
  const world = await findWorld(await headers())
  if (!world) return { ok: false, refusals: [{ code: 'demoOnly' }] }
  const done = await world.request(worldRequest(form))
  return done.ok ? { ok: true, recoveryId: '', next: '/demo/world' } : { ok: false, refusals: [REFUSED[done.error] ?? { code: 'formIncomplete' }] }
})
