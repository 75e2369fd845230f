'use server'

import { signedOutAction } from '@/app/doors/signed-out-action'

/** Makes the first administrator of a production instance; opened by the code in the server's log. */
export const setUp = signedOutAction('setup')
