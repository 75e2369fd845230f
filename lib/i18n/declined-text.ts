/** Why a command was not begun, in words. Safe in the browser; the page's slice must hold `declined.`. */
import type { Translate } from './translate'

/** `detail`: the code kept with the declined attempt. One that has no words yet (of a newer launcher) is shown as it stands; none, as a dash. */
export const declinedText = (t: Translate, detail: string | null): string => (detail === null ? '―' : (t.lookUp(`declined.${detail}`) ?? detail))
