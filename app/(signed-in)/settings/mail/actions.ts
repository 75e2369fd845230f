'use server'

import { signedInAction } from '@/app/doors/signed-in-action'

/** Everything that is done to the mail settings: saving, testing, turning mail off. */
export const actOnMail = signedInAction((server, actor, form) => server.mailSettings.onMail(actor, form))
