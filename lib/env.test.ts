import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EnvError, parseEnv } from './env'

const linesOf = (source: Record<string, string>) => {
  try {
    parseEnv(source)
    return []
  } catch (error) {
    if (error instanceof EnvError) return error.lines
    throw error
  }
}

const TEST_ONLY = ['SHIRUBE_FAILPOINT', 'SHIRUBE_PATIENCE']

describe('the configuration', () => {
  test('nothing set is a production server on the loopback address with SQLite', () => {
    expect(parseEnv({})).toEqual({
      mode: 'production', port: 3000, host: '127.0.0.1', dataDir: `${process.cwd()}/data/production`, databaseUrl: undefined,
      baseUrl: 'http://127.0.0.1:3000', trustedProxyHeader: undefined, timeZone: 'Asia/Tokyo', sshAgent: undefined, uploadMaxBytes: 10_000 * 1_000_000, logLevel: 'info', failpoint: undefined, patiencePercent: 100,
    })
  })

  test('an empty variable counts as not set', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', SHIRUBE_MODE: '' })).toEqual(parseEnv({}))
  })

  test.each([
    ['SHIRUBE_MODE', 'staging'], ['PORT', '0'], ['PORT', '65536'], ['PORT', '30 00'], ['PORT', '3000.5'], ['HOST', 'a b'],
    ['SHIRUBE_DATA_DIR', 'a\0b'], ['DATABASE_URL', 'mysql://x/y'], ['DATABASE_URL', 'postgres'],
    ['SHIRUBE_BASE_URL', 'shirube.example.com'], ['SHIRUBE_BASE_URL', 'https://example.com/shirube'], ['SHIRUBE_BASE_URL', 'ftp://example.com'],
    ['SHIRUBE_TRUSTED_PROXY_HEADER', 'x forwarded'], ['SHIRUBE_UPLOAD_MAX_MB', '0'], ['SHIRUBE_UPLOAD_MAX_MB', '2 GB'], ['LOG_LEVEL', 'loud'], ['SHIRUBE_TIME_ZONE', 'Asia/Atlantis'], ['SHIRUBE_TIME_ZONE', '+09:00'], ['SSH_AUTH_SOCK', 'agent'], ['SHIRUBE_FAILPOINT', 'A B'],
    ['SHIRUBE_PATIENCE', '0'], ['SHIRUBE_PATIENCE', '101'], ['SHIRUBE_PATIENCE', 'short'],
  ])('%s=%j gets exactly one line, which names it and what is expected', (name, value) => {
    const lines = linesOf({ [name]: value, ...(TEST_ONLY.includes(name) ? { SHIRUBE_MODE: 'test' } : {}) })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name}\\b.*期待する値: .+ / is not usable; expected: .+`, 's'))
  })

  test('all mistakes are said at once', () => {
    expect(linesOf({ PORT: 'x', LOG_LEVEL: 'y', SHIRUBE_MODE: 'z' })).toHaveLength(3)
  })

  test('a password in DATABASE_URL is not printed', () => {
    expect(linesOf({ DATABASE_URL: 'mysql://me:hunter2@db/x' }).join()).not.toContain('hunter2')
  })

  test.each([
    ['production', 'SHIRUBE_FAILPOINT', 'after-claim'], ['demo', 'SHIRUBE_FAILPOINT', 'after-claim'], ['production', 'SHIRUBE_PATIENCE', '20'], ['demo', 'SHIRUBE_PATIENCE', '20'],
  ])('in %s, %s is refused', (mode, name, value) => {
    expect(linesOf({ SHIRUBE_MODE: mode, [name]: value })).toHaveLength(1)
    expect(linesOf({ [name]: value })).toHaveLength(1)
  })

  test('a failpoint and a short patience are taken in a test', () => {
    const { failpoint, patiencePercent } = parseEnv({ SHIRUBE_MODE: 'test', SHIRUBE_FAILPOINT: 'after-claim', SHIRUBE_PATIENCE: '20' })
    expect({ failpoint, patiencePercent }).toEqual({ failpoint: 'after-claim', patiencePercent: 20 })
  })

  test('the public address keeps its scheme and port and loses the slash', () => {
    expect(parseEnv({ SHIRUBE_BASE_URL: 'https://shirube.example.com:8443/' }).baseUrl).toBe('https://shirube.example.com:8443')
  })

  test('a time zone is taken in any spelling that names it', () => {
    expect(parseEnv({ SHIRUBE_TIME_ZONE: 'europe/berlin' }).timeZone).toBe('Europe/Berlin')
  })

  test('the README has one row for each variable, and no other', () => {
    const source = readFileSync('lib/env.ts', 'utf8')
    const declared = [...source.matchAll(/^ {2}([A-Z_]+): variable\(/gm)].map((match) => String(match[1]))
    const documented = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => String(match[1]))
    expect(documented.toSorted()).toEqual(declared.toSorted())
  })
})
