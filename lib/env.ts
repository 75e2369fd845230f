// The site's configuration: environment variables, parsed once. The only file that reads `process.env`; imports nothing of ours.
// Every variable has a row here, in the README's table and nowhere else.
import path from 'node:path'
import { z } from 'zod'

const mode = z.enum(['demo', 'production', 'test'])
const port = z.string().regex(/^\d{1,5}$/).transform(Number).refine((value) => value >= 1 && value <= 65_535)
const megabytes = z.string().regex(/^\d{1,9}$/).transform(Number).refine((value) => value >= 1)
const percent = z.string().regex(/^\d{1,3}$/).transform(Number).refine((value) => value >= 1 && value <= 100)
/** As `Intl` writes it; an offset such as +09:00 is no zone to every browser. */
const timeZone = z.string().regex(/^[A-Za-z]/).refine(isKnownZone).transform((zone) => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone)
const origin = z
  .url({ protocol: /^https?$/, abort: true })
  .transform((text) => ({ text: text.replace(/\/$/, ''), origin: new URL(text).origin }))
  .refine((address) => address.origin === address.text)
  .transform((address) => address.origin)

function isKnownZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

interface Variable<S extends z.ZodType> {
  readonly schema: S
  /** What would have been right, in both languages. */
  readonly ja: string
  readonly en: string
  /** A value that may hold a password is never printed. */
  readonly secret?: true
}

const variable = <S extends z.ZodType>(row: Variable<S>) => row

const variables = {
  SHIRUBE_MODE: variable({ schema: mode.default('production'), ja: 'demo、production、test のいずれか', en: 'demo, production or test' }),
  PORT: variable({ schema: port.default(3000), ja: '1 から 65535 の整数', en: 'a whole number from 1 to 65535' }),
  HOST: variable({ schema: z.string().regex(/^[A-Za-z0-9.:-]+$/).default('127.0.0.1'), ja: '待ち受けるアドレス(例 127.0.0.1、0.0.0.0)', en: 'the address to listen on, such as 127.0.0.1 or 0.0.0.0' }),
  SHIRUBE_DATA_DIR: variable({ schema: z.string().regex(/^[^\0]+$/).optional(), ja: 'フォルダーのパス', en: 'the path of a folder' }),
  DATABASE_URL: variable({ schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(), ja: 'postgresql:// で始まるアドレス(設定しなければ SQLite)', en: 'an address that begins with postgresql:// (SQLite where it is not set)', secret: true }),
  SHIRUBE_UPLOAD_MAX_MB: variable({ schema: megabytes.default(10_000), ja: '1 以上の整数(MB)', en: 'a whole number of megabytes, 1 or more' }),
  SHIRUBE_BASE_URL: variable({ schema: origin.optional(), ja: 'ブラウザーから見たアドレス。パスなし(例 https://shirube.example.com)', en: 'the address that browsers use, without a path, such as https://shirube.example.com' }),
  SHIRUBE_TRUSTED_PROXY_HEADER: variable({ schema: z.string().regex(/^[A-Za-z0-9-]+$/).transform((name) => name.toLowerCase()).optional(), ja: '手前のプロキシが必ず書き換えるヘッダー名(例 x-forwarded-for)', en: 'the header that the proxy in front always overwrites, such as x-forwarded-for' }),
  SHIRUBE_TIME_ZONE: variable({ schema: timeZone.default('Asia/Tokyo'), ja: 'IANA のタイムゾーン名(例 Asia/Tokyo)', en: 'an IANA time zone, such as Asia/Tokyo' }),
  LOG_LEVEL: variable({ schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'), ja: 'fatal、error、warn、info、debug、trace のいずれか', en: 'fatal, error, warn, info, debug or trace' }),
  SSH_AUTH_SOCK: variable({ schema: z.string().regex(/^\/[^\0]*$/).optional(), ja: 'ssh-agent のソケットの絶対パス', en: 'the absolute path of an ssh-agent\'s socket' }),
  SHIRUBE_FAILPOINT: variable({ schema: z.string().regex(/^[a-z0-9:-]+(?:=\/[^\0]+)?$/).optional(), ja: '障害点の名前(SHIRUBE_MODE=test のときだけ)', en: 'the name of a failpoint (with SHIRUBE_MODE=test only)' }),
  SHIRUBE_PATIENCE: variable({ schema: percent.default(100), ja: '1 から 100 の整数(SHIRUBE_MODE=test のときだけ)', en: 'a whole number from 1 to 100 (with SHIRUBE_MODE=test only)' }),
} as const

type Variables = typeof variables
type Name = keyof Variables
type Values = { [N in Name]: z.output<Variables[N]['schema']> }

/** What would bend a real recovery is taken in tests alone. */
const TEST_ONLY = ['SHIRUBE_FAILPOINT', 'SHIRUBE_PATIENCE'] as const satisfies readonly Name[]

/** The configuration as the app uses it. */
export interface Env {
  readonly mode: z.output<typeof mode>
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataDir: string
  /** Undefined: SQLite in the data folder. */
  readonly databaseUrl: string | undefined
  /** Scheme, host and port as browsers see them, without a slash at the end. */
  readonly baseUrl: string
  /** Lower case; undefined: the connection's own address counts. */
  readonly trustedProxyHeader: string | undefined
  /** An IANA name: what typed times mean, how times are written, which year a reference number belongs to. */
  readonly timeZone: string
  /** Socket of the agent that holds the keys of ssh connections; undefined: none. */
  readonly sshAgent: string | undefined
  /** The largest file that may be handed over. */
  readonly uploadMaxBytes: number
  readonly logLevel: z.output<Variables['LOG_LEVEL']['schema']>
  readonly failpoint: string | undefined
  /** How much of the usual leases, pauses and settling times the executor takes, in percent. */
  readonly patiencePercent: number
}

/** The configuration is unusable. `lines`: one for each variable, what is wrong and what is expected, in both languages. */
export class EnvError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'EnvError'
  }
}

const complaint = (name: Name, given: string) => {
  const { ja, en, secret }: Variable<z.ZodType> = variables[name]
  const shown = secret ? '' : ` "${given}"`
  return `${name}${shown} は使えません。期待する値: ${ja} / is not usable; expected: ${en}`
}

/**
 * Parses a set of variables; an empty one counts as not set. Variables that are not ours are left alone.
 * @throws {EnvError} with one line for each variable that is wrong
 */
export const parseEnv = (source: Readonly<Record<string, string | undefined>>): Env => {
  const lines: string[] = []
  const read = <N extends Name>(name: N): Values[N] | undefined => {
    const given = source[name] || undefined
    const parsed = variables[name].schema.safeParse(given)
    if (!parsed.success) lines.push(complaint(name, given ?? ''))
    return parsed.data as Values[N] | undefined
  }
  const values = Object.fromEntries((Object.keys(variables) as Name[]).map((name) => [name, read(name)])) as unknown as Values
  if (values.SHIRUBE_MODE !== 'test')
    for (const name of TEST_ONLY) if (source[name]) lines.push(complaint(name, source[name]))
  if (lines.length > 0) throw new EnvError(lines)
  return {
    mode: values.SHIRUBE_MODE,
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(/* turbopackIgnore: true */ values.SHIRUBE_DATA_DIR ?? `data/${values.SHIRUBE_MODE}`),
    databaseUrl: values.DATABASE_URL,
    baseUrl: values.SHIRUBE_BASE_URL ?? `http://127.0.0.1:${values.PORT}`,
    trustedProxyHeader: values.SHIRUBE_TRUSTED_PROXY_HEADER,
    timeZone: values.SHIRUBE_TIME_ZONE,
    sshAgent: values.SSH_AUTH_SOCK,
    uploadMaxBytes: values.SHIRUBE_UPLOAD_MAX_MB * 1_000_000,
    logLevel: values.LOG_LEVEL,
    failpoint: values.SHIRUBE_FAILPOINT,
    patiencePercent: values.SHIRUBE_PATIENCE,
  }
}

let parsed: Env | undefined

/**
 * This process's configuration, parsed at the first call.
 * @throws {EnvError} see {@link parseEnv}; the start of the server turns it into plain lines and exit code 1
 */
export const env = (): Env => (parsed ??= parseEnv(process.env))

/** Origins under which browsers reach this server. On the demo every name of the loopback address counts. */
export const publicOrigins = ({ baseUrl, mode, port }: Env = env()): readonly string[] =>
  mode === 'production' ? [baseUrl] : [baseUrl, ...['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${port}`)]

/** Whether the framework serves sources with hot reload (`npm run dev`); never true in a build. */
export const isDevelopment = (): boolean => process.env.NODE_ENV === 'development'
