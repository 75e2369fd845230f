'use server'

import { signedInAction } from '@/app/doors/signed-in-action'

/** Pages 1 to 3 of the start wizard keep their answers as a draft and go on. */
export const chooseTarget = signedInAction((server, actor, form) => server.acts.saveStartPage(actor, 'target', form))
export const stateFacts = signedInAction((server, actor, form) => server.acts.saveStartPage(actor, 'facts', form))
export const judgeUsable = signedInAction((server, actor, form) => server.acts.saveStartPage(actor, 'usable', form))

/** The last page begins the recovery. */
export const startRecovery = signedInAction((server, actor, form) => server.acts.start(actor, form))
