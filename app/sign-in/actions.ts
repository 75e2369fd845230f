'use server'

import { signedOutAction } from '@/app/doors/signed-out-action'

/** Signs in by user name and password. */
export const signIn = signedOutAction('signIn')
/** Enters a ready account of the demo by one press. */
export const demoSignIn = signedOutAction('demoSignIn')
/** Ends the session. */
export const signOut = signedOutAction('signOut')
/** Changes the language of the pages. */
export const chooseLocale = signedOutAction('locale')
/** Changes the brightness of the pages. */
export const chooseTheme = signedOutAction('theme')
