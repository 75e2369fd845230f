/**
 * Takes the mails that are due out of the outbox, one after the other, and sends them. Promises: a mail is tried for a day with growing
 * pauses; whatever crashes or does not answer, it goes out at most once more than it was known to, with the same Message-ID; trouble with one
 * mail is none of the others'. What is decided by time is decided by the clock that is handed in. Addresses, texts and links never get into the log.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '@/lib/std/clock'
import { err, ok, type Result } from '@/lib/std/result'
import { isAsking } from './called-for'
import { isSameMail } from '@/lib/recovery/asked'
import type { Copy, LostCopy, MailProblem, MailStatus, MailWire, Outbox, StoredMail } from './ports'
import type { MailWords } from './write-mail'

const LOOK_EVERY_MS = 15_000
const END_WITHIN_MS = 3_000
/** How often a lease is renewed before it would be over. */
const RENEWALS = 5
const MINUTE_MS = 60_000
/** After the first, second … failed try; hourly from then on. */
const PAUSES_MIN: readonly number[] = [1, 2, 5, 10, 20, 40, 60]
const HOUR_MIN = 60
const GIVE_UP_AFTER_MS = 24 * HOUR_MIN * MINUTE_MS

/** Where tests crash: between every two things that cannot be done as one. */
export type MailFailpoint = 'mail-before-send' | 'mail-after-send'

export type CourierDeps = {
  readonly outbox: Outbox
  /** How the site sends now; null: nothing is set up. */
  readonly wire: () => Promise<MailWire | null>
  /** Whether it is still true, when its turn comes. */
  readonly isCalledFor: (mail: StoredMail) => Promise<boolean>
  /** A new one-time link to the mail's request, for each try: no link is kept anywhere. */
  readonly newLink: (mail: StoredMail) => Promise<string | null>
  /** In the receiver's language. */
  readonly write: (mail: StoredMail, link: string | null) => MailWords
  readonly clock: Clock
  /** Names this process among those that send from the same outbox. */
  readonly owner: string
  /** Renewed while a sender waits for his mail server: a mail whose sender is silent for so long is taken to be interrupted. */
  readonly leaseMs: number
  /** A mail server may think one mail over for minutes: the others go on meanwhile. */
  readonly othersGoOnAfterMs: number
  readonly log: { warn(facts: object, message: string): void }
  readonly failpoint: (name: MailFailpoint) => Promise<void>
  /** What stands on the page of this recovery is out of date. */
  readonly changed: (recoveryId: string) => void
}

export type Courier = {
  /** Looks at once. */
  wake(): void
  /** Takes no further mail; a try under way may take a moment to end, else it is left to its lease. */
  end(): Promise<void>
}

/** Looks at once, then when woken, and every quarter of a minute. */
export function startCourier(deps: CourierDeps): Courier {
  let isEnded = false
  let isWoken = false
  let running: Promise<void> | null = null
  const underWay = new Set<Promise<void>>()

  async function sendNext(): Promise<boolean> {
    const begun = await beginNext(deps)
    if (!begun) return false
    const sending = begun.sending.finally(() => void underWay.delete(sending))
    underWay.add(sending)
    await Promise.race([sending, pause(deps.othersGoOnAfterMs, undefined, { ref: false })])
    return true
  }
  async function run(): Promise<void> {
    while (isWoken && !isEnded) {
      isWoken = false
      while (!isEnded && (await sendNext()));
    }
  }
  const wake = (): void => {
    isWoken = true
    // Whoever wakes it while it ends its round is not missed: the round looks once more.
    running ??= run().finally(() => {
      running = null
      if (isWoken && !isEnded) wake()
    })
  }
  const timer = setInterval(wake, LOOK_EVERY_MS)
  timer.unref()
  wake()
  return {
    wake,
    async end() {
      isEnded = true
      clearInterval(timer)
      await Promise.race([Promise.all([running, ...underWay]), pause(END_WITHIN_MS, undefined, { ref: false })])
    },
  }
}

/** Null where nothing is due. Nothing is thrown: what the outbox cannot do now it is asked for again with the next look. */
async function beginNext(deps: CourierDeps): Promise<{ readonly sending: Promise<void> } | null> {
  const leaseEndsAt = deps.clock.now() + deps.leaseMs
  let taken: Awaited<ReturnType<Outbox['claim']>>
  try {
    taken = await deps.outbox.claim(deps.owner, deps.clock.now(), deps.leaseMs)
  } catch (error) {
    deps.log.warn({ err: error }, 'the outbox could not be read')
    return null
  }
  return taken && { sending: send(deps, taken.mail, taken.interrupted, leaseEndsAt) }
}

async function send(deps: CourierDeps, mail: StoredMail, interrupted: boolean, leaseEndsAt: number): Promise<void> {
  try {
    const known = interrupted ? { ...mail, repeated: true } : mail
    if (!(await isCalledFor(deps, mail))) await end(deps, known, 'notNeeded', null)
    // Nobody knows what became of an interrupted try: as after a missing answer, one more is made, and not two.
    else if (interrupted && !(await deps.outbox.repeating(mail.id, deps.owner))) await end(deps, known, 'uncertain', mail.problem)
    else await deliver(deps, known, leaseEndsAt)
    deps.changed(mail.recoveryId)
  } catch (error) {
    // Not noted: its lease ends, and it counts as interrupted.
    deps.log.warn({ err: error, ...named(mail) }, 'how a mail was sent could not be noted')
  }
}

async function deliver(deps: CourierDeps, mail: StoredMail, leaseEndsAt: number): Promise<void> {
  const { outbox, owner, clock } = deps
  const ready = await madeReady(deps, mail)
  if (!ready.ok) return ready.error.status === 'queued' ? putOff(deps, mail, ready.error.problem) : end(deps, mail, ready.error.status, ready.error.problem)
  await deps.failpoint('mail-before-send')
  // Frozen for so long that another may have it: it is his.
  if (clock.now() >= leaseEndsAt) return
  const { messageId, to, cc, replyTo } = mail
  const sent = await holding(deps, mail, () => ready.value.wire.send({ messageId, to, cc, replyTo, ...ready.value.words }))
  await deps.failpoint('mail-after-send')
  if (sent.ok) {
    if (sent.value.length > 0) deps.log.warn({ ...named(mail), codes: sent.value.map(({ code }) => code) }, 'copies of a mail were not taken')
    return end(deps, mail, 'sent', null, cc.map((copy) => marked(copy, sent.value)))
  }
  const { final, mayHaveArrived = false, ...problem } = sent.error
  deps.log.warn({ ...named(mail), code: problem.code, final, mayHaveArrived }, mayHaveArrived ? 'whether a mail was taken is not known' : 'a mail was not taken')
  if (mayHaveArrived && !(await outbox.repeating(mail.id, owner))) return end(deps, mail, 'uncertain', problem)
  return final ? end(deps, mail, 'refused', problem) : putOff(deps, mayHaveArrived ? { ...mail, repeated: true } : mail, problem)
}

/** What cannot be looked up now is sent: rather asked once too often than not at all. */
const isCalledFor = (deps: CourierDeps, mail: StoredMail): Promise<boolean> => deps.isCalledFor(mail).catch((error: unknown) => {
  deps.log.warn({ err: error, ...named(mail) }, 'whether a mail is still called for could not be looked up')
  return true
})

/** Keeps the mail from the other senders for as long as its server takes. */
async function holding<T>({ outbox, owner, clock, leaseMs, log }: CourierDeps, mail: StoredMail, work: () => Promise<T>): Promise<T> {
  const renew = () => outbox.renew(mail.id, owner, clock.now() + leaseMs).catch((error: unknown) => log.warn({ err: error, ...named(mail) }, 'a mail could not be kept from other senders'))
  const timer = setInterval(() => void renew(), leaseMs / RENEWALS)
  timer.unref()
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

function marked(copy: Copy, lost: readonly LostCopy[]): Copy {
  const found = lost.find(({ mail }) => isSameMail(mail, copy.mail))
  return found ? { ...copy, lost: found.code } : copy
}

/** Where an earlier try may have arrived, what became of a later one does not say that it did not. */
async function end({ outbox, owner, clock }: CourierDeps, { id, repeated }: StoredMail, status: Exclude<MailStatus, 'queued' | 'sending'>, problem: MailProblem | null, copies?: readonly Copy[]): Promise<void> {
  await outbox.end(id, owner, { status: repeated && status !== 'sent' ? 'uncertain' : status, at: clock.now(), problem, ...(copies && { cc: copies }) })
}

async function putOff(deps: CourierDeps, mail: StoredMail, problem: MailProblem): Promise<void> {
  const now = deps.clock.now()
  if (now - mail.createdAt >= GIVE_UP_AFTER_MS) return end(deps, mail, 'givenUp', problem)
  await deps.outbox.later(mail.id, deps.owner, { nextAt: now + (PAUSES_MIN[mail.tries - 1] ?? HOUR_MIN) * MINUTE_MS, problem })
}

type NotReady = { readonly status: 'queued' | 'notSet' | 'givenUp'; readonly problem: MailProblem }
const notReady = (status: NotReady['status'], code: MailProblem['code']): Result<never, NotReady> => err({ status, problem: { code, detail: null } })

/** All that can be done again, before anything goes out. Else why not; what did not answer for a moment is asked again. */
async function madeReady(deps: CourierDeps, mail: StoredMail): Promise<Result<{ readonly wire: MailWire; readonly words: MailWords }, NotReady>> {
  const trying = async <T>(work: () => Promise<T> | T): Promise<Result<T, null>> => {
    try {
      return ok(await work())
    } catch (error) {
      deps.log.warn({ err: error, ...named(mail) }, 'a mail could not be made ready')
      return err(null)
    }
  }
  const wire = await trying(deps.wire)
  if (!wire.ok) return notReady('queued', 'later')
  if (!wire.value) return notReady('notSet', 'notSet')
  // What asks for an answer goes with a link to give it.
  const link = isAsking(mail.facts) ? await trying(() => deps.newLink(mail)) : ok(null)
  if (!link.ok) return notReady('queued', 'later')
  const words = await trying(() => deps.write(mail, link.value))
  return words.ok ? ok({ wire: wire.value, words: words.value }) : notReady('givenUp', 'unreadable')
}

const named = ({ id, recoveryId, facts: { kind }, tries }: StoredMail): object => ({ mail: id, recoveryId, kind, tries })
