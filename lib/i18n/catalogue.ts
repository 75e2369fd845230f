/**
 * All messages of both languages. Server and tests only: a browser gets the dictionary slice that its page names
 * (dictionary.ts), never this. Types of it may be imported anywhere.
 *
 * An area is one file per language, `messages/{ja,en}/<area>.ts`; English is typed by the Japanese keys, so a missing
 * or surplus key does not compile.
 */
import { byHand as byHandEn } from './messages/en/by-hand'
import { common as commonEn } from './messages/en/common'
import { choices as choicesEn } from './messages/en/choices'
import { errors as errorsEn } from './messages/en/errors'
import { fields as fieldsEn } from './messages/en/fields'
import { mail as mailEn } from './messages/en/mail'
import { files as filesEn } from './messages/en/files'
import { refusals as refusalsEn } from './messages/en/refusals'
import { handoff as handoffEn } from './messages/en/handoff'
import { home as homeEn } from './messages/en/home'
import { run as runEn } from './messages/en/run'
import { shell as shellEn } from './messages/en/shell'
import { states as statesEn } from './messages/en/states'
import { steps as stepsEn } from './messages/en/steps'
import { start as startEn } from './messages/en/start'
import { control as controlEn } from './messages/en/control'
import { declined as declinedEn } from './messages/en/declined'
import { timeline as timelineEn } from './messages/en/timeline'
import { report as reportEn } from './messages/en/report'
import { settings as settingsEn } from './messages/en/settings'
import { checks as checksEn } from './messages/en/checks'
import { mailSettings as mailSettingsEn } from './messages/en/mail-settings'
import { mailbox as mailboxEn } from './messages/en/mailbox'
import { world as worldEn } from './messages/en/world'
import { byHand } from './messages/ja/by-hand'
import { common } from './messages/ja/common'
import { choices } from './messages/ja/choices'
import { errors } from './messages/ja/errors'
import { fields } from './messages/ja/fields'
import { mail } from './messages/ja/mail'
import { files } from './messages/ja/files'
import { refusals } from './messages/ja/refusals'
import { handoff } from './messages/ja/handoff'
import { home } from './messages/ja/home'
import { run } from './messages/ja/run'
import { shell } from './messages/ja/shell'
import { states } from './messages/ja/states'
import { steps } from './messages/ja/steps'
import { start } from './messages/ja/start'
import { control } from './messages/ja/control'
import { declined } from './messages/ja/declined'
import { timeline } from './messages/ja/timeline'
import { report } from './messages/ja/report'
import { settings } from './messages/ja/settings'
import { checks } from './messages/ja/checks'
import { mailSettings } from './messages/ja/mail-settings'
import { mailbox } from './messages/ja/mailbox'
import { world } from './messages/ja/world'
import type { Locale } from './locale'

const ja = { byHand, common, home, shell, states, errors, refusals, steps, fields, files, choices, handoff, run, start, control, declined, timeline, report, settings, checks, mailSettings, mailbox, world, mail }
const en = { byHand: byHandEn, common: commonEn, home: homeEn, shell: shellEn, states: statesEn, errors: errorsEn, refusals: refusalsEn, steps: stepsEn, fields: fieldsEn, files: filesEn, choices: choicesEn, handoff: handoffEn, run: runEn, start: startEn, control: controlEn, declined: declinedEn, timeline: timelineEn, report: reportEn, settings: settingsEn, checks: checksEn, mailSettings: mailSettingsEn, mailbox: mailboxEn, world: worldEn, mail: mailEn } satisfies { [A in Area]: Record<keyof Catalogue[A], string> }

export type Catalogue = typeof ja
export type Area = keyof Catalogue
/** `area.key`, e.g. `common.save` or `steps.replace.detach.title`. */
export type MessageKey = { [A in Area]: `${A}.${keyof Catalogue[A] & string}` }[Area]
/** The Japanese text of a key, as a literal type: what names its values. */
export type MessageText<K extends MessageKey> = K extends `${infer A}.${infer Rest}`
  ? A extends Area ? (Rest extends keyof Catalogue[A] ? Catalogue[A][Rest] : never) : never
  : never

export const CATALOGUE: Readonly<Record<Locale, { readonly [A in Area]: Readonly<Record<string, string>> }>> = { ja, en }
