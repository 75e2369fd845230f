'use server'

import { signedInAction } from '@/app/doors/signed-in-action'

/** Everything that is done to a connection: saving, its host key, its script, testing, hiding. */
export const actOnConnection = signedInAction((server, actor, form) => server.settings.onConnection(actor, form))

/** Everything that is done to a unit: saving, hiding. */
export const actOnUnit = signedInAction((server, actor, form) => server.settings.onUnit(actor, form))
