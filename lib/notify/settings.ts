/**
 * The site's mail settings as the doors (page, action) ask for them. Every call takes the actor and decides itself whether he may
 * (lib/accounts/may.ts); every answer is a value. Who changed which fields is logged, never what stands in them.
 */
import { createHash } from 'node:crypto'
import { err, ok, type Result } from '@/lib/std/result'
import type { Clock } from '@/lib/std/clock'
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter, type TimeZone } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locale'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { ActAnswer } from '@/lib/recoveries/dto'
import { posted, type PostedForm } from '@/lib/recoveries/forms'
import type { MailSettingsView } from './dto'
import { toHtml, toText } from './letter'
import type { MailSettings, MailSettingsStore, MailWire, WrittenMail } from './ports'
import { readSecretFile, SECRET_BYTES_MAX } from './secret-file'
import { parseMailSettings, parseMailTest, type MailInput } from './settings-input'

export type MailSettingsDeps = {
  readonly store: MailSettingsStore
  /** What sends by these settings. */
  readonly wireOf: (settings: MailSettings) => MailWire
  /** Where every mail stays in the demo; null: mails are sent. */
  readonly mailbox: MailWire | null
  readonly clock: Clock
  readonly timeZone: TimeZone
  readonly newId: () => string
  readonly log: { info(facts: object, message: string): void }
}

export interface MailSettingsPage {
  view(actor: Actor): Promise<Result<MailSettingsView, Refusal>>
  /** `act`: `saveMail`, `testMail` (sends a mail to an address that was typed, and keeps how that went), `turnMailOff`. */
  onMail(actor: Actor, form: PostedForm): Promise<ActAnswer>
}

export const createMailSettings = (deps: MailSettingsDeps): MailSettingsPage => ({ view: (actor) => view(deps, actor), onMail: (actor, form) => onMail(deps, actor, form) })

const PAGE = '/settings/mail'
const MAILBOX_PAGE = '/demo/mail'
/** How it is sent: what a test of it proved is gone when one of these changes. */
const WAY = ['host', 'port', 'security', 'user', 'passwordFile', 'from'] as const satisfies readonly (keyof MailInput)[]
const KEPT = [...WAY, 'linkAlone'] as const

const refusing = (...refusals: readonly Refusal[]): ActAnswer => ({ ok: false, refusals })
const goOn = (next: string): ActAnswer => ({ ok: true, recoveryId: '', next })

async function view({ store, mailbox, clock }: MailSettingsDeps, actor: Actor): Promise<Result<MailSettingsView, Refusal>> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const known = await store.load()
  return ok({
    settings: known && withoutTest(known), lastTest: known?.lastTest ?? null, staysHere: mailbox !== null, seen: versionOf(known), mayChange: mayAtAll(actor, 'changeSettings') === null, serverNow: clock.now(),
  })
}

async function onMail(deps: MailSettingsDeps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const denied = mayAtAll(actor, 'changeSettings')
  if (denied) return refusing(denied)
  const known = await deps.store.load()
  switch (posted(form, 'act')) {
    case 'saveMail':
      return save(deps, actor, form, known)
    case 'testMail':
      return test(deps, actor, form, known)
    case 'turnMailOff':
      return turnOff(deps, actor, form, known)
    default:
      return refusing(refuse('formIncomplete'))
  }
}

async function save({ store, clock, log }: MailSettingsDeps, actor: Actor, form: PostedForm, known: MailSettings | null): Promise<ActAnswer> {
  const parsed = parseMailSettings(form)
  if (!parsed.ok) return refusing(...parsed.error)
  const secret = await unreadableSecret(parsed.value)
  if (secret) return refusing({ ...secret, field: 'passwordFile' })
  const fields = changed(known, parsed.value, KEPT)
  if (known && fields.length === 0) return goOn(PAGE)
  const isOtherWay = changed(known, parsed.value, WAY).length > 0
  const next = { ...parsed.value, lastTest: isOtherWay ? null : (known?.lastTest ?? null) }
  if (posted(form, 'seen') !== versionOf(known) || !(await store.save(next, known, clock.now()))) return refusing(refuse('settingsChanged'))
  log.info({ actorId: actor.id, act: 'saveMail', fields }, 'mail settings were changed')
  return goOn(PAGE)
}

async function turnOff({ store, clock, log }: MailSettingsDeps, actor: Actor, form: PostedForm, known: MailSettings | null): Promise<ActAnswer> {
  if (!known) return goOn(PAGE)
  if (posted(form, 'seen') !== versionOf(known) || !(await store.save(null, known, clock.now()))) return refusing(refuse('settingsChanged'))
  log.info({ actorId: actor.id, act: 'turnMailOff', fields: [] }, 'mail settings were changed')
  return goOn(PAGE)
}

/** In the demo no mail server is spoken to, so that nothing is kept about one. */
async function test(deps: MailSettingsDeps, actor: Actor, form: PostedForm, known: MailSettings | null): Promise<ActAnswer> {
  const parsed = parseMailTest(form)
  if (!parsed.ok) return refusing(...parsed.error)
  const { to, locale } = parsed.value
  if (deps.mailbox) {
    const kept = await deps.mailbox.send(testMail(deps, { actor, to, locale, domain: 'localhost' }))
    return kept.ok ? goOn(MAILBOX_PAGE) : refusing(refuse('mailNotSent'))
  }
  if (!known) return refusing(refuse('noSuchSetting'))
  const secret = await unreadableSecret(known)
  if (secret) return refusing(secret)
  const sent = await deps.wireOf(known).send(testMail(deps, { actor, to, locale, domain: known.from.mail.split('@').at(-1) ?? 'localhost' }))
  const problem = sent.ok ? null : { code: sent.error.code, detail: sent.error.detail }
  const { store, clock, log } = deps
  // Changed while it was tested: what was found is true of settings that are no more.
  const now = await store.load()
  if (now && versionOf(now) === versionOf(known)) await store.save({ ...now, lastTest: { at: clock.now(), to, problem } }, now, clock.now())
  log.info({ actorId: actor.id, act: 'testMail', problem: problem?.code ?? null }, 'mail settings were tested')
  return goOn(PAGE)
}

/** Why the password could not be read now; null where there is none, or it can. */
async function unreadableSecret({ passwordFile }: Pick<MailSettings, 'passwordFile'>): Promise<Refusal | null> {
  if (passwordFile === null) return null
  const secret = await readSecretFile(passwordFile)
  return secret.ok ? null : refuse(secret.error, { values: { max: SECRET_BYTES_MAX } })
}

type Test = { readonly actor: Actor; readonly to: string; readonly locale: Locale; readonly domain: string }

function testMail({ clock, timeZone, newId }: MailSettingsDeps, { actor, to, locale, domain }: Test): WrittenMail {
  const t = translator(locale)
  const time = createFormatter(locale, timeZone).dateTime(clock.now())
  const letter = { subject: t('mailSettings.testMail.subject'), opening: [t('mailSettings.testMail.body', { name: actor.name, time }), t('mailSettings.testMail.end')], sections: [] }
  return { messageId: `<test.${newId()}@${domain}>`, to: { name: '', mail: to }, cc: [], replyTo: null, subject: letter.subject, text: toText(letter), html: toHtml(letter, locale) }
}

const withoutTest = ({ lastTest: _lastTest, ...settings }: MailSettings): MailInput => settings

const changed = (before: MailInput | null, after: MailInput, names: readonly (keyof MailInput)[]): readonly string[] =>
  names.filter((name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name]))

/** Names what a page showed, so that two administrators do not overwrite each other unseen. A test changes nothing of it. */
const versionOf = (settings: MailSettings | null): string =>
  settings === null ? 'off' : createHash('sha256').update(JSON.stringify(KEPT.map((name) => settings[name]))).digest('hex').slice(0, 32)
