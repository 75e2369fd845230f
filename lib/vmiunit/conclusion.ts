/**
 * The conclusion table: what the command said × what the system shows. The only place where it stands (docs/vmiunit.md, "Conclusions").
 * Pure; imports the vocabulary only.
 */
import type { Conclusion, SaidKind, Seen } from './outcome'

/**
 * Exit 64 is *failed* only where the state was read and is as it was before. A target state that was there before the press proves
 * nothing, so a second evidence is asked where it can still decide; after `busy`, `other` and `none` it could not.
 */
export const CONCLUSIONS: Readonly<Record<SaidKind, Readonly<Record<Seen, Conclusion>>>> = {
  normal: { target: 'done', targetAlreadyBefore: 'secondEvidence', sameAsBefore: 'attention', changed: 'attention', notReadable: 'unknown' },
  warning: { target: 'doneWarn', targetAlreadyBefore: 'secondEvidence', sameAsBefore: 'attention', changed: 'attention', notReadable: 'unknown' },
  busy: { target: 'attention', targetAlreadyBefore: 'ready', sameAsBefore: 'ready', changed: 'ready', notReadable: 'ready' },
  abnormal: { target: 'attention', targetAlreadyBefore: 'secondEvidence', sameAsBefore: 'failed', changed: 'attention', notReadable: 'unknown' },
  other: { target: 'attention', targetAlreadyBefore: 'attention', sameAsBefore: 'attention', changed: 'attention', notReadable: 'unknown' },
  none: { target: 'unknown', targetAlreadyBefore: 'unknown', sameAsBefore: 'unknown', changed: 'unknown', notReadable: 'unknown' },
}

/** What `targetAlreadyBefore` becomes once the second evidence is given. */
export const WITH_SECOND_EVIDENCE: Readonly<Record<SaidKind, Exclude<Conclusion, 'secondEvidence' | 'failed'>>> = {
  normal: 'done',
  warning: 'doneWarn',
  busy: 'ready',
  abnormal: 'doneWarn',
  other: 'attention',
  none: 'unknown',
}

/** Looks the conclusion up. `secondEvidence`: a person has given it for this attempt; it counts only where it was asked for. */
export const conclude = (said: SaidKind, seen: Seen, secondEvidence = false): Conclusion =>
  secondEvidence && seen === 'targetAlreadyBefore' ? WITH_SECOND_EVIDENCE[said] : CONCLUSIONS[said][seen]
