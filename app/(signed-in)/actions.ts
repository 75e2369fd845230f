'use server'

import { saveDraftAction } from '@/app/doors/save-draft-action'

/** Keeps what is typed into a longer form: `form` names it, the other fields are its values. Called by script every 5 s. */
export const saveDraft = saveDraftAction()
