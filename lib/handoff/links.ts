/**
 * One-time links: how a token is made and known again, and until when it is good. The token is told to its receiver and stored nowhere; what is
 * stored is its SHA-256. Until when a link is good follows from its request, so that a hold reaches links that are out already.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock, TimeMs } from '@/lib/std/clock'
import { heldMs, type Rested } from '@/lib/recovery/rested'
import type { RecoveryState, RequestState } from '@/lib/recovery/state'
import type { LinksView } from '@/lib/recoveries/dto'
import type { HandoffLink, LinkStore } from './ports'

const TOKEN_BYTES = 32
/** 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/
/** After the due time; after sending, where none is set. */
export const GOOD_FOR_MS = 72 * 3_600_000

/** What stands for a token, or an address, where it is not to be read: SHA-256, lower-case hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export const linkPath = (token: string): string => `/h/${token}`

export type NewLinkDeps = {
  readonly links: Pick<LinkStore, 'add'>
  readonly clock: Clock
  readonly newId: () => string
  /** The site's address without a slash at its end. */
  readonly baseUrl: string
}
export type LinkAbout = Pick<HandoffLink, 'recoveryId' | 'leg' | 'request' | 'requestNo' | 'to' | 'locale'>

/** Makes a link to one request for one receiver. Nobody can be told its token later: a mail that is tried again carries a new one. */
export async function newLink({ links, clock, newId, baseUrl }: NewLinkDeps, { recoveryId, leg, request, requestNo, to, locale }: LinkAbout): Promise<{ readonly token: string; readonly url: string }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await links.add({ id: newId(), tokenHash: hashOf(token), recoveryId, leg, request, requestNo, to, locale, createdAt: clock.now(), revokedAt: null, revokedBy: null })
  return { token, url: `${baseUrl}${linkPath(token)}` }
}

/** The link of a token, whatever became of it; null where there is none. What cannot be a token is not looked up. */
export async function findLink(links: Pick<LinkStore, 'byHash'>, token: string): Promise<HandoffLink | null> {
  if (!TOKEN.test(token)) return null
  const hash = hashOf(token)
  const link = await links.byHash(hash)
  return link && timingSafeEqual(Buffer.from(hash), Buffer.from(link.tokenHash)) ? link : null
}

/** `askedAt`: where it was sent back, since then. */
type Timed = Pick<RequestState, 'sentAt' | 'dueAt'> & Partial<Pick<RequestState, 'askedAt'>>

/**
 * Until when the links of a request are good, seen from `now`: the due time (or when it was asked for last) and 72 hours, and the time that the recovery was on hold
 * meanwhile. While it is on hold this moves along with `now`, so a link that was good when the hold began stays good; one that was over stays over.
 */
export const goodUntil = ({ sentAt, askedAt = sentAt, dueAt }: Timed, state: Rested, now: TimeMs): TimeMs => (dueAt ?? askedAt) + GOOD_FOR_MS + heldMs(state, sentAt, now)

/** Until when one link is good: as its request says; one that was made when that was over already counts from its own making. */
export function linkGoodUntil({ createdAt }: Pick<HandoffLink, 'createdAt'>, request: Timed, state: Rested, now: TimeMs): TimeMs {
  const isLater = createdAt >= goodUntil(request, state, createdAt)
  return goodUntil(isLater ? { sentAt: createdAt, dueAt: null } : request, state, now)
}

/** The links of a request for those who watch it; null where none was made. `goodUntil` is null while the recovery is on hold: it has no end then. */
export async function linksOf({ links, clock }: { readonly links: Pick<LinkStore, 'ofRequest'>; readonly clock: Clock }, state: RecoveryState, request: RequestState): Promise<LinksView | null> {
  const made = await links.ofRequest(state.id, request.no)
  const now = clock.now()
  if (made.length === 0) return null
  const ends = made.filter(({ revokedAt }) => revokedAt === null).map((link) => linkGoodUntil(link, request, state, now)).filter((end) => now < end)
  const shut = made.filter(({ revokedAt }) => revokedAt !== null).at(-1)
  return { openCount: ends.length, goodUntil: ends.length === 0 || state.held ? null : Math.max(...ends), shutAt: shut?.revokedAt ?? null, shutBy: shut?.revokedBy ?? null }
}
