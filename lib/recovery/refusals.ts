/** Why an intent is refused: a closed set of codes; the wording of each is the message `refusals.<code>`. Pure. */
import type { FactChange } from '@/lib/vmiunit/outcome'

export type RefusalCode =
  | 'notFound' | 'notAllowed' | 'notYourRole' | 'notDriver' | 'recoveryEnded' | 'recoveryHeld' | 'notHeld'
  /** another step comes first (`n`) */ | 'notThisStepYet'
  | 'stepFinished' | 'stepNotFinished'
  /** somebody acted on this step since the page was drawn */ | 'stalePage'
  | 'commandRunning' | 'noSuchAttempt' | 'attemptSettled' | 'outcomeUnknown'
  /** a complete reading is needed first */ | 'readFirst'
  /** what stands beside the button was read too long ago (`time`) */ | 'readingTooOld'
  /** the facts differ from those drawn beside the button */ | 'factsChanged'
  /** a complete reading does not list the server */ | 'serverNotListed'
  | 'targetAlreadyThere' | 'targetNotThere' | 'notOffered'
  | 'reasonMissing' | 'whoAgreedMissing' | 'valueMissing' | 'timeInFuture' | 'timeInPast' | 'timeBeforeStart'
  | 'identifierMismatch' | 'identifierOfNewServer'
  /** the new server carries the failed one's identifier */ | 'identifierTaken'
  | 'secondEvidenceNotAsked' | 'conditionNotMet' | 'returnTooEarly' | 'notOptional' | 'goOnNotAllowed'
  /** what arrived is not what was sent */ | 'hashDiffers'
  | 'requestNotOpen' | 'alreadySent' | /** by whom (`name`), when (`time`) */ 'alreadyAccepted' | 'alreadyAnswered' | 'valuesAlreadyUsed' | 'dataNotAsked'
  | 'addressNotIpv4' | 'addressInUnit' | 'addressInOtherRecovery' | 'keptServiceIpAsk' | 'keptIdentifierAsk' | 'keptIdentifierBeforeDetach' | 'equalAddressesAsk' | 'statementMissing'
  | 'itemsMissing' | 'itemsAndNone' | 'switchAfterDetach' | 'sameProcedure' | 'stepsOpen' | 'serviceNotRecorded' | 'attemptUnsettled'
  /** locks */ | 'serverInRecovery' | 'unitBusy' | 'keyUsedForOther'
  /** forms */ | 'choiceMissing' | 'tooLong' | 'timeUnreadable' | 'numberUnreadable' | 'hashUnreadable' | 'unitNameUnreadable' | 'unitUnknown' | 'formIncomplete'
  /** settings */ | 'lineBroken' | 'hostUnreadable' | 'userUnreadable' | 'pathUnreadable' | 'numberOutOfRange' | 'phoneUnreadable' | 'mailUnreadable' | /** one of several, or more than `max` */ 'mailsUnreadable' | 'serverTwice'
  | 'connectionNameTaken' | 'unitKnown' | 'usedByRecovery' | 'settingsChanged' | 'linkageDisabled' | 'linkageUsed' | 'hostNotReached' | 'hostKeyDiffers' | 'scriptNotCopied' | 'hostKeyNotTrusted' | 'noSuchSetting'
  /** doors */ | 'signedOut' | 'foreignOrigin' | 'signInFailed' | 'tooManyTries' | 'setupCodeWrong' | 'setupDone' | 'passwordTooShort' | 'usernameTaken' | 'demoOnly'
  /** links and files of hand-offs */ | 'linkUnknown' | 'linkOld' | 'linkRevoked' | 'linkUsed' | 'linkAskedLately' | 'tooManyGuesses' | 'mailAddressMissing' | 'fileTooBig' | 'tooManyFiles' | 'diskFull' | 'fileUnknown' | 'fileNameUnreadable' | 'uploadBroken'
  /** mail */ | 'mailNotSet' | 'mailNotSent' | 'mailUserUnreadable'
  | 'secretFileMissing' | 'secretFileNone' | 'secretFileForeign' | 'secretFileOpen' | 'secretFileTooLong' | 'secretFileLines' | 'secretFileUnreadable'
  /** the demo's outside world */ | 'machineNameTaken' | 'machineNameUnreadable' | 'machineAddressTaken'
  /** by hand: what was pasted, and what cannot be done on such a connection */ | 'onlyByHand' | 'pasteEmpty' | 'pasteGarbled' | 'pasteForeignUnit' | 'pasteNoEnd' | 'pasteExit' | 'pasteCount' | 'pasteDuplicate' | 'pasteNoStatus' | 'pasteTooOld'
  | 'pasteBeforeCommand' | 'pasteTooLong' | 'exitDiffers'
  /** outside */ | 'noContact' | 'notRunning' | 'tryAgain' | 'readOnly'
  /** a stored record is not what was written */ | 'recordDamaged'

export type Refusal = {
  readonly code: RefusalCode
  /** The form field that the sentence belongs to, where there is one. */
  readonly field?: string
  /** Values for the wording: step numbers, names, times (ms), addresses. */
  readonly values?: Readonly<Record<string, string | number>>
  readonly changes?: readonly FactChange[]
}

/** Builds a refusal. */
export const refuse = (code: RefusalCode, more: Omit<Refusal, 'code'> = {}): Refusal => ({ code, ...more })
