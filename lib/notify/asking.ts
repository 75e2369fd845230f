/** The mails that ask the resource manager for something: the request itself, its reminders, a new link, an answer sent back. Pure. */
import { listSeparator } from '@/lib/i18n/locale'
import { placementText } from '@/lib/i18n/placement-text'
import type { ReplacementRequest } from '@/lib/recovery/events'
import type { RequestKey } from '@/lib/recovery/procedure'
import { isTemplate } from '@/lib/recovery/template'
import type { MailFacts } from './facts'
import { deep, line, oneLine, type Line, type Section } from './letter'
import { fromWords, section, serverWords, unitWords, type Pen } from './pen'

export type AskingFacts = Extract<MailFacts, { readonly kind: 'request' | 'reminder' | 'newLink' | 'sentBack' }>

/** How long a link is good after the answer was due, or after it was sent where no time was set. */
const LINK_GOOD_MS = 72 * 3_600_000

export const askingOpening = (pen: Pen, facts: AskingFacts): readonly string[] => [
  pen.t('mail.to.manager'),
  `${fromWords(pen, facts)}${pen.t.locale === 'en' ? ' ' : ''}${whatFor(pen, facts)}`,
  ...whyNow(pen, facts),
]

const whatFor = ({ t }: Pen, { kind, request }: AskingFacts): string => (kind === 'sentBack' ? t('mail.sentBack', { act: t(`mail.act.${request}`) }) : t(`mail.ask.${request}`))

function whyNow({ t, at, linksShut }: Pen, facts: AskingFacts): readonly string[] {
  if (facts.kind === 'request' || facts.kind === 'sentBack') return []
  const sent = at(facts.sentAt)
  if (facts.kind === 'newLink') return [t(linksShut ? 'mail.again' : 'mail.newLink', { sent })]
  const expected = facts.promisedAt ?? facts.dueAt
  if (facts.percent === 0 || expected === null) return [t('mail.again', { sent })]
  const late = facts.promisedAt === null ? t('mail.again.late', { sent, at: at(expected) }) : t('mail.again.latePromised', { sent, at: at(expected) })
  return facts.percent > 100 ? [late, t('mail.again.next')] : [late]
}

export function askingSections(pen: Pen, facts: AskingFacts): readonly Section[] {
  const { t, at } = pen
  const message = facts.message ?? facts.details?.message ?? null
  return [
    ...(facts.kind === 'sentBack' ? [section(t('mail.section.reason'), facts.reason)] : []),
    section(t('mail.section.due'), facts.dueAt === null ? t('mail.due.none') : t('mail.due', { at: at(facts.dueAt) })),
    section(t('mail.section.unit'), unitWords(pen, facts)),
    ...WISHES[facts.request](pen, facts),
    ...(message === null ? [] : [section(t('mail.section.message'), message)]),
    section(t(pen.canReply ? 'mail.section.asked' : 'mail.section.asked.noReply'), ...asked(pen, facts.request)),
    section(t('mail.section.how'), ...answerWays(pen, facts)),
  ]
}

const WISHES: Readonly<Record<RequestKey, (pen: Pen, facts: AskingFacts) => readonly Section[]>> = {
  'collect-data': (pen, facts) => [
    section(pen.t('mail.section.target'), serverWords(pen, facts.failed)),
    section(pen.t('mail.section.wishes'), pen.t('mail.collect'), pen.t('mail.collect.power')),
    section(pen.t('mail.section.wanted'), facts.wantedData ?? pen.t('mail.collect.any')),
    section(pen.t('mail.section.next'), pen.t('mail.collect.next')),
  ],
  'request-replacement': (pen, { details, ...facts }) => [
    ...(details ? [section(pen.t('mail.section.impact'), details.impact), section(pen.t('mail.section.approval'), approvalWords(pen, details.approval))] : []),
    section(pen.t('mail.section.wishes'), ...returnLines(pen, facts, details), ...arrangeLines(pen, facts, details)),
  ],
  'transfer-data': (pen, facts) => [
    section(pen.t('mail.section.target'), serverWords(pen, facts.failed)),
    section(pen.t('mail.section.wishes'), pen.t('mail.transfer')),
    ...(facts.items.length > 0 ? [section(pen.t('mail.section.items'), ...facts.items.map((item) => itemWords(pen, item)))] : []),
  ],
}

/** Without a place of its own it lies with us. */
const itemWords = ({ t }: Pen, { what, where }: AskingFacts['items'][number]): string => (where === '' ? t('mail.item.here', { what }) : t('mail.item', { what, where }))

const approvalWords = ({ t }: Pen, { kind, by, number }: ReplacementRequest['approval']): string =>
  kind === 'approved' ? t('mail.approval.approved', { by, number: number ?? '―' }) : t('mail.approval.afterwards', { by })

/** Data that nobody collected yet lies on the old server only: then it is kept, whatever was chosen. */
function returnLines(pen: Pen, { failed, dataOpen }: Pick<AskingFacts, 'failed' | 'dataOpen'>, details: ReplacementRequest | null): readonly Line[] {
  const { t } = pen
  const isKept = dataOpen || details?.returnHandling !== 'mayBeDeleted'
  return [
    line(t('mail.return', { server: serverWords(pen, failed) })),
    ...(dataOpen ? [deep(t('mail.return.dataOpen'))] : []),
    deep(isKept ? t('mail.return.keep') : t('mail.return.delete')),
    ...(details?.erasureCertificate ? [deep(t('mail.return.certificate'))] : []),
  ]
}

/** What the settings leave open is not said. */
const kindLine = (t: Pen['t'], { os, hypervisorKind: kind }: NonNullable<AskingFacts['template']>): readonly Line[] =>
  os && kind ? [deep(t('mail.arrange.kind', { os, kind }))] : os || kind ? [deep(t('mail.arrange.kind.one', { kind: os || kind }))] : []

function arrangeLines({ t }: Pen, { template }: Pick<AskingFacts, 'template'>, details: ReplacementRequest | null): readonly Line[] {
  const asked = details?.template ?? template?.name ?? '―'
  const known = template && isTemplate(asked, template) ? template : null
  const name = known?.name ?? asked
  const files = details?.files ?? []
  return [
    line(known?.version ? t('mail.arrange.version', { template: name, version: known.version }) : t('mail.arrange', { template: name })),
    ...(known ? kindLine(t, known) : []),
    ...(details ? [deep(t('mail.arrange.ip', { wish: t(`choices.ipWish.${details.ipWish}`) }))] : []),
    ...(details?.network ? [deep(t('mail.arrange.network', { wish: details.network }))] : []),
    ...(details?.placementWish ? [deep(t('mail.arrange.placement', { wish: placementText(t, details.placementWish) }))] : []),
    ...(files.length > 0 ? [deep(t('mail.arrange.files', { names: files.map(({ name: file }) => oneLine(file)).join(listSeparator(t.locale)) }))] : []),
  ]
}

const ASKED = {
  'collect-data': ['items', 'nothing'],
  'request-replacement': ['identifier', 'serviceIp', 'name', 'power', 'template', 'documents'],
  'transfer-data': ['where', 'note'],
} as const satisfies Readonly<Record<RequestKey, readonly string[]>>

const asked = ({ t }: Pen, request: RequestKey): readonly string[] => ASKED[request].map((name) => t(`mail.asked.${name}`))

/** Link, reply and telephone are equal: whichever the receiver can use where he is. A reply that would reach nobody is not promised, and people try it unasked. */
function answerWays(pen: Pen, facts: AskingFacts): readonly Line[] {
  const { t, link, canReply } = pen
  const { caller, requestNo: no } = facts
  const page: readonly Line[] = link === null ? signInWay(pen) : [{ kind: 'link', words: t('mail.how.page', { url: link }), url: link, button: t('mail.how.button') }, deep(aboutLink(pen, facts))]
  return [
    ...page,
    line(!canReply ? t('mail.how.noReply') : caller.team === null ? t('mail.how.reply') : t('mail.how.reply.team', { team: oneLine(caller.team) })),
    line(caller.phone === null ? t('mail.how.no', { no }) : t('mail.how.phone', { name: oneLine(caller.name), phone: oneLine(caller.phone), no })),
  ]
}

/** Whoever has an account still answers on the site where the request's links were shut. */
function signInWay({ t, baseUrl, linksShut }: Pen): readonly Line[] {
  const url = `${baseUrl}/inbox`
  return linksShut ? [{ kind: 'link', words: t('mail.how.inbox', { url }), url, button: t('mail.page.button') }, deep(t('mail.how.inbox.only'))] : []
}

function aboutLink({ t, at }: Pen, { dueAt, at: sentAt, linkAlone }: AskingFacts): string {
  const until = (dueAt ?? sentAt) + LINK_GOOD_MS
  const told = [t('mail.how.opening'), ...(until > sentAt ? [t('mail.how.until', { at: at(until) })] : []), t(linkAlone ? 'mail.how.noSignIn' : 'mail.how.signIn')]
  return told.join(t.locale === 'ja' ? '' : ' ')
}
