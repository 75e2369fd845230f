// Every way into the server is found by reading the files, so that a new one cannot be forgotten: each passes a door, and each door refuses.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { EMPTY_FORM, type FormAction } from '@/lib/recoveries/forms'

const root = join(import.meta.dirname, '..')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const actionFiles = files.filter((file) => file.endsWith('actions.ts'))
const routeFiles = files.filter((file) => /(?:^|\/)route\.ts$/.test(file))

const origin = 'http://127.0.0.1:3000'
const request = vi.hoisted(() => ({ headers: new Headers(), actor: null as unknown, cookie: { name: 'session', value: 'prolonged', options: {} }, set: [] as string[], reached: [] as string[] }))

vi.mock('next/headers', () => ({ headers: async () => request.headers, cookies: async () => ({ get: () => undefined, set: (name: string, value: string) => void request.set.push(`${name}=${value}`) }) }))
vi.mock('next/navigation', () => ({ redirect: (path: string) => { throw new Error(`redirected to ${path}`) } }))
vi.mock('@/lib/server', () => {
  const reached = (name: string) => async () => {
    request.reached.push(name)
    return { ok: false, refusals: [{ code: 'notAllowed' }], error: { code: 'notAllowed' } }
  }
  const every = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, reached(name)]))
  const server = {
    accounts: { ...every(['signIn', 'demoSignIn', 'setup']), actor: async () => request.actor, acting: async () => request.actor && { actor: request.actor, cookies: [request.cookie] }, signOut: async () => [] },
    settings: every(['onConnection', 'onUnit', 'script']),
    handoffs: every(['act', 'askNewLink', 'csv', 'csvOf']),
    acts: every(['onStep', 'onRecovery', 'saveStartPage', 'start', 'saveDraft', 'interrupt']),
    pages: every(['home', 'list', 'recovery', 'step', 'timeline', 'report', 'inbox', 'output', 'rawOutput']),
    uploads: every(['tus', 'plain', 'download', 'remove']),
    world: null, demo: false, health: async () => ({ ready: true, reasons: [] }),
  }
  return { getServer: async () => server, publicOrigins: () => ['http://127.0.0.1:3000'], log: () => ({ error: () => {} }) }
})

type Exported = readonly [name: string, value: unknown]
const exportsOf = async (file: string): Promise<readonly Exported[]> => Object.entries((await import(join(root, file))) as Readonly<Record<string, unknown>>)

beforeEach(() => {
  request.headers = new Headers({ origin })
  request.actor = null
  request.reached = []
})

const NEEDS_NO_SESSION = /(?:signedOutAction|linkAction)\(/
const DOORS = ['signedInAction', 'signedOutAction', 'saveDraftAction', 'linkAction']
/** The function that makes an export; a maker within the file counts as the door that its own body begins with. */
function doorOf(file: string, exported: string): string {
  const maker = /^export const \w+ = (\w+)\(/.exec(exported)?.[1] ?? ''
  return new RegExp(`^const ${maker} = \\([^)]*\\) =>\\s*(\\w+)\\(`, 'm').exec(read(file))?.[1] ?? maker
}
const WRAPPED_ROUTE = /^export const (?:GET|HEAD|POST|PUT|PATCH|DELETE)\b.* = (?:signedInRead|signedInWrite|demoRead|demoWrite|linkRead|uploaderRead|uploaderWrite)[<(]/

describe('server actions', () => {
  test('some are found, and the directive stands nowhere else', () => {
    expect(actionFiles.length).toBeGreaterThan(3)
    const strays = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !actionFiles.includes(file) && /^\s*['"]use server['"]/m.test(read(file)))
    expect(strays).toEqual([])
  })

  test.each(actionFiles)('%s: every export is wrapped by a door', (file) => {
    const exported = read(file).split('\n').filter((text) => text.startsWith('export'))
    expect(exported.length).toBeGreaterThan(0)
    for (const text of exported) expect(DOORS, text).toContain(doorOf(file, text))
  })

  test.each(actionFiles)('%s: refused from another origin, from none, and without a session', async (file) => {
    for (const [name, action] of await exportsOf(file)) {
      for (const headers of [new Headers({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' }), new Headers()]) {
        request.headers = headers
        expect(await call(action), `${name} from elsewhere`).toMatch(/foreignOrigin|"saved":false/)
      }
      request.headers = new Headers({ origin })
      if (!NEEDS_NO_SESSION.test(lineOf(file, name))) expect(await call(action), `${name} without a session`).toMatch(/signedOut|"saved":false/)
    }
    expect(request.reached.filter((name) => !['signIn', 'demoSignIn', 'setup'].includes(name))).toEqual([])
  })

  test('an act prolongs the session of who acts', async () => {
    request.actor = { id: 'sato', name: '佐藤', roles: [] }
    const { actOnRecovery } = (await import('@/app/(signed-in)/recoveries/[recoveryId]/actions')) as { actOnRecovery: FormAction }
    expect(await actOnRecovery(EMPTY_FORM, new FormData())).toMatchObject({ refusals: [{ code: 'notAllowed' }] })
    expect(request.set).toEqual(['session=prolonged'])
  })

  test('what the use case refuses comes back with everything typed, passwords never', async () => {
    const { signIn } = (await import('@/app/sign-in/actions')) as { signIn: FormAction }
    const form = new FormData()
    form.set('username', 'sato')
    form.set('password', 'secret-word')
    const state = await signIn(EMPTY_FORM, form)
    expect(state.refusals).toEqual([{ code: 'notAllowed' }])
    expect(state.values).toEqual({ username: ['sato'] })
  })
})

async function call(action: unknown): Promise<string> {
  const { length } = action as (...given: unknown[]) => unknown
  // A link's page binds its token first.
  if (length === 3) return JSON.stringify(await (action as (token: string, ...given: Parameters<FormAction>) => Promise<unknown>)('token', EMPTY_FORM, new FormData()))
  const takesState = length === 2
  return JSON.stringify(await (takesState ? (action as FormAction)(EMPTY_FORM, new FormData()) : (action as (form: FormData) => Promise<unknown>)(new FormData())))
}
const lineOf = (file: string, name: string): string => read(file).split('\n').find((text) => text.startsWith(`export const ${name} `)) ?? ''

/** One answers about itself only, to whoever asks; the other's address is the key, which its use case knows (link-doors.test.ts). */
const OPEN_ROUTES = ['api/health/route.ts', 'h/[token]/form.csv/route.ts']
const READS = ['GET', 'HEAD']

describe('route handlers', () => {
  test.each(routeFiles.filter((file) => !OPEN_ROUTES.includes(file)))('%s: every method is wrapped, and refuses who is not signed in', async (file) => {
    const methods = read(file).split('\n').filter((text) => /^export (?:const|async function|function) (?:GET|HEAD|POST|PUT|PATCH|DELETE)/.test(text))
    expect(methods.length).toBeGreaterThan(0)
    for (const text of methods) expect(text).toMatch(WRAPPED_ROUTE)
    for (const [method, handle] of (await exportsOf(file)).filter(([name]) => name === name.toUpperCase())) {
      const asked = new Request(`${origin}/${file}`, { method, headers: { origin }, ...(READS.includes(method) ? {} : { body: '{}' }) })
      const answer = await (handle as (request: Request, context: unknown) => Promise<Response>)(asked, { params: Promise.resolve({}) })
      expect([401, 404], `${method} ${answer.status}`).toContain(answer.status)
      if (READS.includes(method)) continue
      const foreign = new Request(`${origin}/${file}`, { method, headers: { origin: 'https://evil.example' }, body: '{}' })
      expect((await (handle as (request: Request, context: unknown) => Promise<Response>)(foreign, { params: Promise.resolve({}) })).status).toBe(403)
    }
    expect(request.reached).toEqual([])
  })
})
