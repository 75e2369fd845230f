/** What the forms of the settings post, as schemas; each mistake is a refusal that names its field. Server side only. */
import { z } from 'zod'
import { err, ok, type Result } from '@/lib/std/result'
import { parseSshTarget, type RawSshTarget, type SshProblem } from '@/lib/execution/transports/ssh-login'
import { refuse, type Refusal, type RefusalCode } from '@/lib/recovery/refusals'
import type { PostedForm } from '@/lib/recoveries/forms'
import { address, choice, hiddenId, isPhone, longText, optionalAddress, optionalMail, says, ticked, unitName } from '@/lib/recoveries/input/fields'
import { name, oneLine, typed, wholeNumber, withoutBrackets } from '@/lib/recoveries/input/lines'
import { plain } from '@/lib/recoveries/input/moment'
import { parseForm, postedItems } from '@/lib/recoveries/input/parse-form'
import type { ChangeName } from '@/lib/vmiunit/commands'
import { CHARSETS, CONTACT_LOCALES, CONTACT_ROLES, LINKAGES, LOAD_BALANCERS, LOGINS, PORT, PRESS_LIMIT_S, TIME_OUT_MIN, TIMED_COMMANDS, timeOutField, type ConnectionKind } from './forms'
import type { Connection, Contact, Unit, UnitServer } from './ports'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

const orNull = (text: string): string | null => text || null

const timeOuts = Object.fromEntries(TIMED_COMMANDS.map((command) => [timeOutField(command), wholeNumber(TIME_OUT_MIN)]))
const common = { name, vmiunitPath: typed, loadBalancerLinkage: choice(LINKAGES) }
const launched = { ...common, jobsDir: typed, charset: choice(CHARSETS), pressLimitS: wholeNumber(PRESS_LIMIT_S), ...timeOuts }

const SCHEMAS = {
  local: z.object(launched),
  ssh: z.object({ ...launched, host: typed, port: wholeNumber(PORT), user: typed, login: choice(LOGINS), keyFile: typed, sshConfig: typed, scriptPath: typed, forcedCommand: ticked }),
  manual: z.object({ ...common, host: typed }),
} as const

/** What a form says about a connection; what the machine knows of it (identity, host key, last test) is no part of it. */
export type ConnectionInput = Omit<Connection, 'id' | 'identity' | 'hostKey' | 'lastTest' | 'retiredAt'>
type Parsed = Result<ConnectionInput, readonly Refusal[]>

/** What a kind does not have. */
const NOTHING = { host: null, port: null, user: null, keyFile: null, sshConfig: null, scriptPath: null, forcedCommand: false, jobsDir: '', charset: 'utf-8', pressLimitMs: PRESS_LIMIT_S.usual * SECOND_MS, timeOutsMs: {} } as const

/** Reads the form of a connection of one kind. */
export function parseConnection(kind: ConnectionKind, form: PostedForm): Parsed {
  switch (kind) {
    case 'local':
      return parseLocal(form)
    case 'ssh':
      return parseSsh(form)
    case 'manual':
      return parseManual(form)
  }
}

function parseLocal(form: PostedForm): Parsed {
  const parsed = parseForm(SCHEMAS.local, form)
  const places = misplaced({ vmiunitPath: typedIn(form, 'vmiunitPath'), jobsDir: typedIn(form, 'jobsDir') })
  if (!parsed.ok || places.length > 0) return err([...(parsed.ok ? [] : parsed.error), ...places])
  const { name: called, vmiunitPath, jobsDir, charset, loadBalancerLinkage } = parsed.value
  return ok({ ...NOTHING, transport: 'local', name: called, vmiunitPath, jobsDir, charset, loadBalancerLinkage, ...limitsOf(form, parsed.value.pressLimitS) })
}

function parseSsh(form: PostedForm): Parsed {
  const parsed = parseForm(SCHEMAS.ssh, form)
  const keyFile = typedIn(form, 'login') === 'keyFile' ? typedIn(form, 'keyFile') : null
  const places = misplaced({
    host: typedIn(form, 'host'), user: orNull(typedIn(form, 'user')), keyFile, sshConfig: orNull(typedIn(form, 'sshConfig')), scriptPath: typedIn(form, 'scriptPath'),
    vmiunitPath: typedIn(form, 'vmiunitPath'), jobsDir: typedIn(form, 'jobsDir'),
  })
  if (!parsed.ok || places.length > 0) return err([...(parsed.ok ? [] : parsed.error), ...places])
  const { name: called, host, port, user, sshConfig, scriptPath, forcedCommand, vmiunitPath, jobsDir, charset, loadBalancerLinkage } = parsed.value
  return ok({
    transport: 'ssh', name: called, host: withoutBrackets(host), port, user: orNull(user), keyFile, sshConfig: orNull(sshConfig), scriptPath, forcedCommand, vmiunitPath, jobsDir, charset, loadBalancerLinkage,
    ...limitsOf(form, parsed.value.pressLimitS),
  })
}

/** Where the management server runs Windows, the path is one of Windows: it is only shown to be copied, quoted where needed. */
const WINDOWS_PATH = /^[A-Za-z]:\\[^"%^&|<>*?:/\p{Cc}]{1,250}$/u

/** No application reaches it: no folder of jobs, no limit of a press, no charset of a stream. The host is for people to read. */
function parseManual(form: PostedForm): Parsed {
  const parsed = parseForm(SCHEMAS.manual, form)
  const host = typedIn(form, 'host')
  const program = typedIn(form, 'vmiunitPath')
  const places = misplaced({ ...(WINDOWS_PATH.test(program) ? {} : { vmiunitPath: program }), ...(host && { host }) })
  if (!parsed.ok || places.length > 0) return err([...(parsed.ok ? [] : parsed.error), ...places])
  const { name: called, vmiunitPath, loadBalancerLinkage } = parsed.value
  return ok({ ...NOTHING, transport: 'manual', name: called, host: orNull(withoutBrackets(host)), vmiunitPath, loadBalancerLinkage })
}

const typedIn = (form: PostedForm, field: string): string => typed.parse(form[field]?.[0])

/** Well-formed places, for the fields that a form does not have. */
const SOUND: RawSshTarget = { host: 'host', port: null, user: null, keyFile: null, sshConfig: null, hostKey: null, scriptPath: '/x', jobsDir: '/x', vmiunitPath: '/x' }

/** What the transport would refuse, told beside the fields. One grammar for all kinds: what a shell over there never has to read differently. */
function misplaced(places: Partial<RawSshTarget>): readonly Refusal[] {
  const judged = parseSshTarget({ ...SOUND, ...places, ...(places.host && { host: withoutBrackets(places.host) }) })
  return judged.ok ? [] : judged.error.map(toRefusal)
}

const UNREADABLE: Readonly<Record<string, RefusalCode>> = { host: 'hostUnreadable', user: 'userUnreadable' }

function toRefusal({ field, code }: SshProblem): Refusal {
  if (code === 'missing') return refuse('valueMissing', { field })
  return refuse(UNREADABLE[field] ?? 'pathUnreadable', { field })
}

const limitsOf = (form: PostedForm, pressLimitS: number | null): Pick<ConnectionInput, 'pressLimitMs' | 'timeOutsMs'> =>
  ({ pressLimitMs: (pressLimitS ?? PRESS_LIMIT_S.usual) * SECOND_MS, timeOutsMs: timeOutsOf(form) })

/** Time-outs that were filled in; those out of range were refused by the schema. */
function timeOutsOf(form: PostedForm): Partial<Record<ChangeName, number>> {
  return Object.fromEntries(TIMED_COMMANDS.flatMap((command) => {
    const minutes = plain(form[timeOutField(command)]?.[0] ?? '')
    return minutes === '' ? [] : [[command, Number(minutes) * MINUTE_MS]]
  }))
}

/** Forms that were drawn before contacts had a language post none. */
const contactLocale = z.string().default(CONTACT_LOCALES[0]).refine((text): text is Contact['locale'] => CONTACT_LOCALES.some((locale) => locale === text), says('choiceMissing'))
const contactRow = z.object({ role: choice(CONTACT_ROLES), name, phone: oneLine.refine(isPhone, says('phoneUnreadable')), mail: optionalMail, locale: contactLocale })
const serverRow = z.object({ id: address, serviceIp: optionalAddress, hypervisorName: oneLine, hostName: oneLine })
const unitSchema = z.object({
  connectionId: hiddenId, name: unitName, displayName: oneLine, separateNetworks: choice(['yes', 'no']), loadBalancer: choice(LOAD_BALANCERS), loadBalancerContact: oneLine,
  templateName: oneLine, templateVersion: oneLine, templateOs: oneLine, templateHypervisor: oneLine,
  targetMinutes: wholeNumber({ min: 1, max: 10_080 }), requestDueMinutes: wholeNumber({ min: 1, max: 10_080 }), businessCheck: longText, wantedData: longText, whoMustBeTold: longText,
  contacts: z.array(contactRow.optional()), servers: z.array(serverRow.optional()),
})

export type UnitInput = Omit<Unit, 'retiredAt'>

/** Reads the form of a unit. A contact of whom only the role is chosen is an empty row. */
export function parseUnit(form: PostedForm): Result<UnitInput, readonly Refusal[]> {
  const contactRows = postedItems(form, 'contacts').map((row) => (row && [row.name, row.phone, row.mail].some((value) => value?.trim()) ? row : undefined))
  const parsed = parseForm(unitSchema, form, { contacts: contactRows, servers: postedItems(form, 'servers') })
  if (!parsed.ok) return parsed
  const { templateName, templateVersion, templateOs, templateHypervisor, separateNetworks, contacts, servers, ...input } = parsed.value
  const twice = doubleServer(servers)
  if (twice) return err([twice])
  const hasTemplate = [templateName, templateVersion, templateOs, templateHypervisor].some((text) => text !== '')
  if (hasTemplate && templateName === '') return err([refuse('valueMissing', { field: 'templateName' })])
  return ok({
    ...input,
    displayName: input.displayName || input.name,
    separateNetworks: separateNetworks === 'yes',
    loadBalancerContact: input.loadBalancer === 'people' ? orNull(input.loadBalancerContact) : null,
    template: hasTemplate ? { name: templateName, version: templateVersion, os: templateOs, hypervisorKind: templateHypervisor } : null,
    businessCheck: orNull(input.businessCheck),
    wantedData: orNull(input.wantedData),
    whoMustBeTold: input.whoMustBeTold.split('\n').map((text) => text.trim()).filter((text) => text !== ''),
    contacts: contacts.filter((row) => row !== undefined).map((row, index): Contact => ({ ...row, phone: orNull(row.phone), mail: orNull(row.mail), order: index + 1 })),
    servers: servers.filter((row) => row !== undefined).map((row): UnitServer => ({ id: row.id, serviceIp: orNull(row.serviceIp), hypervisorName: orNull(row.hypervisorName), hostName: orNull(row.hostName) })),
  })
}

/** An identifier names one server; a second row of it would hide the first. */
function doubleServer(servers: readonly ({ readonly id: string } | undefined)[]): Refusal | null {
  const seen = new Set<string>()
  for (const [index, server] of servers.entries()) {
    if (!server) continue
    if (seen.has(server.id)) return refuse('serverTwice', { field: `servers[${index}].id`, values: { address: server.id } })
    seen.add(server.id)
  }
  return null
}
