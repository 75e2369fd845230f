/** What a form must hold before it is recorded. Each check answers a refusal or `null`. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import type { EnteredFor, Statement } from '../events'
import type { Actor } from '../intents'
import type { FieldName } from '../procedure'
import { refuse, type Refusal } from '../refusals'

/** Times are typed to the minute: what was typed may be a minute older than what it followed. */
export const TYPED_MINUTE_MS = 60_000

export const isBlank = (text: string | null | undefined): boolean => !text || text.trim() === ''

export const needReason = (reason: string | null | undefined, field = 'reason'): Refusal | null => (isBlank(reason) ? refuse('reasonMissing', { field }) : null)

export const needAgreement = (agreedBy: string | null | undefined): Refusal | null => (isBlank(agreedBy) ? refuse('whoAgreedMissing', { field: 'agreedBy' }) : null)

export const needValue = (text: string | null | undefined, field: string): Refusal | null => (isBlank(text) ? refuse('valueMissing', { field }) : null)

/** The first of these fields that is empty. */
export function needFields(statement: Statement, fields: readonly FieldName[]): Refusal | null {
  const missing = fields.find((field) => isBlank(statement[field]))
  return missing ? refuse('valueMissing', { field: missing }) : null
}

export const notInFuture = (time: TimeMs | null, at: TimeMs, field: string): Refusal | null =>
  time !== null && time > at ? refuse('timeInFuture', { field, values: { time } }) : null

/** Of a time that is still to be kept, whether it cannot be any more. The minute that was typed may still be going on. */
export const isGone = (time: TimeMs, at: TimeMs): boolean => time + TYPED_MINUTE_MS <= at

/** For times by which something is wanted or promised. */
export const notGone = (time: TimeMs | null, at: TimeMs, field: string): Refusal | null =>
  time !== null && isGone(time, at) ? refuse('timeInPast', { field, values: { time } }) : null

export const notBefore = (time: TimeMs, earliest: TimeMs, field: string): Refusal | null =>
  time + TYPED_MINUTE_MS <= earliest ? refuse('timeBeforeStart', { field, values: { time, earliest } }) : null

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** Times within a statement are text; those that are full ISO 8601 with a zone are held against the clock. */
export function statedTimesNotInFuture(statement: Statement, at: TimeMs): Refusal | null {
  const future = (['at', 'loadBalancerDoneAt'] as const).find((field) => {
    const text = statement[field]
    return text !== undefined && WITH_ZONE.test(text) && Date.parse(text) > at
  })
  return future ? refuse('timeInFuture', { field: future }) : null
}

/** Whoever comes by a link says who he is: a mailbox has several readers, and each has to see who of them is at it. */
export const needHandler = ({ roles }: Actor, handledBy: string | null | undefined): Refusal | null => (roles === 'link' ? needValue(handledBy, 'handledBy') : null)
/** Of everybody else it is known. */
export const handlerOf = ({ roles }: Actor, handledBy: string | null | undefined): string | null => (roles === 'link' ? (handledBy ?? null) : null)

/** A report received by telephone or mail says who told it, and when. */
export const needTeller = (enteredFor: EnteredFor | null, at: TimeMs): Refusal | null =>
  enteredFor && (needValue(enteredFor.who, 'who') ?? notInFuture(enteredFor.at, at, 'at'))
