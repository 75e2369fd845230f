import { KEEP_ONLY } from '@/lib/recoveries/forms'

/**
 * Stands first in forms that start a command and have a field: Enter presses a form's first button, with script or without, and this one
 * brings the form back as it was typed.
 */
export const EnterStartsNothing = () => <button hidden name={KEEP_ONLY} value="1" tabIndex={-1} aria-hidden />
