/**
 * The checks of a connection in the order in which they are made, every finding of each, and how grave it is. The sentence of a finding is
 * the message `checks.<name>.<code>`. Pure; safe in the browser.
 */

/** Findings beside `notReached`, which each may have. */
export const CHECKS = {
  /** `viaJump`: the site's ssh config leads through another machine, where alone the name means something. */
  name: ['ok', 'viaJump', 'notFound', 'noAnswer'],
  /** `notSsh`: somebody else answers there. */
  port: ['ok', 'viaJump', 'refused', 'timedOut', 'unreachable', 'notSsh'],
  /** `notPinned`: no key was confirmed, or none of the kind that the host shows; `changed`: it shows another one. */
  hostKey: ['ok', 'notPinned', 'changed'],
  /** `keyFile…`: the private key on this machine; `denied`: the host lets nobody in with it; `noContact`: ssh ended before that was known. */
  login: ['ok', 'keyFileMissing', 'keyFileRights', 'keyFilePassphrase', 'keyFileUnusable', 'denied', 'noContact'],
  /** `bound`: the key may run our script alone, so that nothing else was tried. */
  shell: ['ok', 'bound', 'missing'],
  /** `older`, `newer`: another version; `changed`: this version with other bytes; `unusable`: what answers is not ours. */
  script: ['ok', 'older', 'newer', 'changed', 'missing', 'unusable'],
  jobFolder: ['ok', 'noSpace', 'unwritable', 'networkFolder', 'unsupported'],
  program: ['ok', 'missing'],
  /** By the connection's first unit. `failed`: it ended abnormally; `unreadable`: not what `status` prints; `incomplete`: a record or field is missing. */
  status: ['ok', 'noUnit', 'failed', 'timedOut', 'unreadable', 'incomplete'],
  /** `skewed`: more than five seconds apart. */
  clock: ['ok', 'skewed'],
  /** `plain`: only characters that all charsets share were seen. */
  charset: ['ok', 'plain', 'noUnit', 'undecodable'],
  /** `low`: less than 256 MiB. */
  disk: ['ok', 'low', 'unknown'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type CheckName = keyof typeof CHECKS
export type CodeOf<N extends CheckName> = (typeof CHECKS)[N][number] | 'notReached'

/** `notReached`: a check before it failed, so that nothing can be said. */
export type Severity = 'ok' | 'warning' | 'failed' | 'notReached'

/** Findings that say nothing bad, and those that let commands run and still want looking at. */
const GOOD: readonly string[] = ['ok', 'viaJump', 'bound', 'plain']
const WARNINGS: readonly string[] = ['noUnit', 'skewed', 'undecodable', 'low', 'unknown', 'older', 'newer']

export function severityOf(code: string): Severity {
  if (code === 'notReached') return code
  if (GOOD.includes(code)) return 'ok'
  return WARNINGS.includes(code) ? 'warning' : 'failed'
}

export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[]
