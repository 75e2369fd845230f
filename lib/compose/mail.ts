/** Wires mail: what events call for, who sends it by what, the demo's mailbox, the settings' page. A part of lib/compose.ts. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Clock } from '@/lib/std/clock'
import { refuse } from '@/lib/recovery/refusals'
import { err, ok } from '@/lib/std/result'
import type { Env } from '../env'
import { linkForMail } from '../handoff/mail-link'
import type { LinkStore } from '../handoff/ports'
import { log } from '../log'
import { isCalledFor } from '../notify/called-for'
import { startCourier, type Courier } from '../notify/courier'
import { toMailView } from '../notify/mail-view'
import { createMailbox, type Mailbox } from '../notify/mailbox'
import { mailsOf } from '../notify/mails-of'
import type { MailSettings, MailSettingsStore, MailWire, Outbox, StoredMail } from '../notify/ports'
import { startReminders, toRemind } from '../notify/reminders'
import { readSecretFile } from '../notify/secret-file'
import { createMailSettings, type MailSettingsPage } from '../notify/settings'
import { createSmtpWire, PATIENCE_OF_A_PERSON, type SmtpPatience } from '../notify/smtp-wire'
import { writeMail } from '../notify/write-mail'
import type { Deps, Handoff } from '../recoveries/deps'
import type { MailView } from '../recoveries/dto'
import { loadState, perform } from '../recoveries/perform'
import { SYSTEM } from '../recoveries/system-actor'
import type { SiteStore } from '../sites/ports'

/** Renewed while a mail server is waited for (courier.ts): how long a mail rests whose process was lost. */
const LEASE_MS = 5 * 60_000
const OTHERS_GO_ON_AFTER_MS = 20_000
const REMIND_EVERY_MS = 30_000
/** Events that can call for a mail: for all others nothing is looked up, for a press has no time to spare. */
const TOLD: ReadonlySet<string> = new Set(['HandoffSent', 'HandoffReminded', 'HandoffSentBack', 'HandoffRecalled', 'HandoffAnswered', 'HandoffCorrected', 'OutcomeUnknown', 'RecoveryCompleted', 'RecoveryStopped'])

export type Mail = {
  readonly parts: Pick<Handoff, 'mailsFor' | 'wakeMail' | 'mails'>
  readonly settingsPage: MailSettingsPage
  /** Null in production: mail goes out there. */
  readonly mailbox: Mailbox | null
  start(deps: Deps): { end(): Promise<void> }
}

type With = { readonly outbox: Outbox; readonly settings: MailSettingsStore; readonly sites: SiteStore; readonly links: LinkStore; readonly clock: Clock }

export function wireMail(config: Env, { outbox, settings, sites, links, clock }: With): Mail {
  const { baseUrl, timeZone } = config
  const mailbox = config.mode === 'production' ? null : createMailbox(path.join(config.dataDir, 'mailbox'), clock)
  const smtp = (set: MailSettings, patience?: SmtpPatience): MailWire => createSmtpWire(set, readPassword, patience && { patience })
  /** The demo sends nothing to anybody; a test does where a mail server was set up for it. */
  const wire = async (): Promise<MailWire | null> => {
    const set = config.mode === 'demo' ? null : await settings.load()
    return set ? smtp(set) : mailbox
  }
  const words = (mail: StoredMail, link: string | null, linksShut = false) => writeMail(mail.facts, { locale: mail.locale, baseUrl, timeZone, link, linksShut, replyTo: mail.replyTo })
  /** A mail of facts that this release does not know is told without its text; it must not take the page of its step away. */
  const wordsIfReadable = (mail: StoredMail): Pick<MailView, 'subject' | 'text'> => {
    try {
      return words(mail, null)
    } catch (error) {
      log().warn({ err: error, mail: mail.id }, 'a mail could not be put into words')
      return { subject: '', text: '' }
    }
  }
  let courier: Courier | null = null

  return {
    mailbox,
    settingsPage: createMailSettings({ store: settings, wireOf: (set) => smtp(set, PATIENCE_OF_A_PERSON), mailbox: config.mode === 'demo' ? mailbox : null, clock, timeZone, newId: randomUUID, log: log() }),
    parts: {
      async mailsFor({ before, after, events, at }) {
        if (!events.some(({ type }) => TOLD.has(type))) return []
        const [unit, set] = await Promise.all([sites.unit(after.facts.connectionId, after.unit), settings.load()])
        return mailsOf({ after, events, unit, seqBefore: before?.seq ?? 0, at, host: new URL(baseUrl).hostname, linkAlone: set?.linkAlone ?? false, newId: randomUUID })
      },
      wakeMail: () => courier?.wake(),
      async mails(recoveryId, requestNo) {
        return (await outbox.ofRecovery(recoveryId)).filter((mail) => requestNo === null || mail.requestNo === requestNo).map((mail) => toMailView(mail, wordsIfReadable(mail)))
      },
    },
    start(deps) {
      const sending = startCourier({
        outbox, wire, write: (mail, link) => words(mail, link, link === null), clock, owner: randomUUID(), leaseMs: LEASE_MS, othersGoOnAfterMs: OTHERS_GO_ON_AFTER_MS, log: log(), failpoint: async () => {}, changed: (id) => deps.feed.changed(id),
        isCalledFor: async (mail) => {
          const state = await loadState(deps, mail.recoveryId)
          return state === null || isCalledFor(mail, state)
        },
        newLink: (mail) => linkForMail({ links, store: deps.store, clock, newId: randomUUID, baseUrl }, mail),
      })
      courier = sending
      const reminding = startReminders({
        open: () => deps.store.open(), clock, log: log(), everyMs: REMIND_EVERY_MS,
        async remind(recoveryId, reminder) {
          // Refused: it was answered or taken back meanwhile, and there is nothing to remind of.
          await perform(deps, SYSTEM, { recoveryId, build: async (state) => (state ? ok(toRemind(reminder, state, await sites.unit(state.facts.connectionId, state.unit))) : err([refuse('notFound')])) })
        },
      })
      return { end: async () => void (await Promise.all([sending.end(), reminding.end()])) }
    },
  }
}

async function readPassword(file: string): Promise<string> {
  const secret = await readSecretFile(file)
  if (!secret.ok) throw new Error(secret.error)
  return secret.value
}
