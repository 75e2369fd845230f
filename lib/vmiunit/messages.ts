/**
 * Message lines of the manager, recognised by their id alone: the real numbers and texts are not known (docs/vmiunit.md).
 * Pure; imports nothing.
 */

export type Severity = 'error' | 'warning' | 'information' | 'question' | 'request'

/** One message line. `text` is the line as it stands, the id included. */
export type Message = { readonly id: string; readonly severity: Severity; readonly text: string }

const ID = /\bKEOS\d{5}-([EWIQR])\b/

const SEVERITY: Readonly<Record<string, Severity>> = {
  E: 'error',
  W: 'warning',
  I: 'information',
  Q: 'question',
  R: 'request',
}

/** Reads one line as a message; null where it carries no message id. */
function parseMessage(line: string): Message | null {
  const found = ID.exec(line)
  const severity = found?.[1] === undefined ? undefined : SEVERITY[found[1]]
  return found && severity ? { id: found[0], severity, text: line } : null
}

export const isMessageLine = (line: string): boolean => ID.test(line)

/** Every message of an output (any line ends), in order. Never throws. */
export const findMessages = (output: string): readonly Message[] =>
  output.split(/\r?\n/).flatMap((line) => {
    const message = parseMessage(line)
    return message ? [message] : []
  })
