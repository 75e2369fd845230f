'use server'

import { revalidatePath } from 'next/cache'
import { signedInAction } from '@/app/doors/signed-in-action'
import type { StartPage } from '@/lib/recoveries/forms'

/** Keeps a page's answers; pages gone back to are drawn from them again, not from what the browser remembers. */
const keeping = (page: StartPage) =>
  signedInAction(async (server, actor, form) => {
    const answer = await server.acts.saveStartPage(actor, page, form)
    revalidatePath('/recoveries/new', 'layout')
    return answer
  })

/** Pages 1 to 3 of the start wizard keep their answers as a draft and go on. */
export const chooseTarget = keeping('target')
export const stateFacts = keeping('facts')
export const judgeUsable = keeping('usable')

/** Where a unit's state cannot be read, its person pastes it. */
export const pasteForStart = signedInAction(async (server, actor, form) => {
  const answer = await server.acts.pasteForStart(actor, form)
  revalidatePath('/recoveries/new', 'layout')
  return answer
})

/** The last page begins the recovery. */
export const startRecovery = signedInAction((server, actor, form) => server.acts.start(actor, form))
