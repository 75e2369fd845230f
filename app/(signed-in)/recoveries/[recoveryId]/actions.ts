'use server'

import { signedInAction } from '@/app/doors/signed-in-action'

/** Records an act on one step; the field `act` says which (`STEP_FIELDS` of lib/recoveries/forms.ts). */
export const actOnStep = signedInAction((server, actor, form) => server.acts.onStep(actor, form))

/** Records an act on the recovery as a whole (`RECOVERY_FIELDS`). */
export const actOnRecovery = signedInAction((server, actor, form) => server.acts.onRecovery(actor, form))
