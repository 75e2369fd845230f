// What comes by a one-time link: its token reaches the use case and no log, a form has to come from our own page, and nothing leads elsewhere.
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { EMPTY_FORM } from '@/lib/recoveries/forms'

const TOKEN = 'Zt0ken-of_a-link'
const origin = 'http://127.0.0.1:3000'
const ctx = vi.hoisted(() => ({
  headers: new Headers(), locale: undefined as string | undefined, actor: null as unknown, set: [] as string[], asked: [] as unknown[][], logged: [] as unknown[],
  answer: { ok: true, recoveryId: 'R-2026-0012', next: '/h/next' } as unknown,
}))

vi.mock('next/headers', () => ({
  headers: async () => ctx.headers,
  cookies: async () => ({ get: (name: string) => (name === 'shirube-locale' && ctx.locale ? { value: ctx.locale } : undefined), set: (name: string) => void ctx.set.push(name) }),
}))
vi.mock('next/navigation', () => ({ redirect: (path: string) => { throw new Error(`redirected to ${path}`) } }))
vi.mock('@/lib/server', () => {
  const asked = (name: string) => async (...given: unknown[]) => {
    ctx.asked.push([name, ...given])
    if (ctx.answer instanceof Error) throw ctx.answer
    return ctx.answer
  }
  const server = {
    accounts: { actor: async () => ctx.actor, acting: async () => ctx.actor && { actor: ctx.actor, cookies: [{ name: 'session', value: 'x', options: {} }] } },
    demo: false, handoffs: Object.fromEntries(['act', 'askNewLink', 'csv', 'actorOf'].map((name) => [name, asked(name)])),
  }
  return { getServer: async () => server, publicOrigins: () => ['http://127.0.0.1:3000'], log: () => ({ error: (facts: unknown) => void ctx.logged.push(facts) }) }
})

const actions = () => import('@/app/h/[token]/actions')
const get = async (path: string) => (await import('@/app/h/[token]/form.csv/route')).GET(new Request(`${origin}${path}`), { params: Promise.resolve({ token: TOKEN }) })
const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

beforeEach(() => {
  Object.assign(ctx, { headers: new Headers({ origin }), locale: undefined, actor: null, set: [], asked: [], logged: [], answer: { ok: true, recoveryId: 'R-2026-0012', next: '/h/next' } })
})

describe('a form of a link', () => {
  test('reaches the use case with its token, without anybody signed in, and leads back to the link', async () => {
    const { actOnLink, askNewLink } = await actions()
    await expect(actOnLink(TOKEN, EMPTY_FORM, formOf({ act: 'answerReport' }))).rejects.toThrow('redirected to /h/next')
    await expect(askNewLink(TOKEN, EMPTY_FORM, formOf({}))).rejects.toThrow('redirected to /h/next')
    expect(ctx.asked).toEqual([['act', TOKEN, { viewer: null, headers: ctx.headers, locale: null }, { act: ['answerReport'] }], ['askNewLink', TOKEN, expect.objectContaining({ viewer: null })]])
    expect(ctx.set).toEqual([])
  })

  test('is refused from another site and from nowhere, before the use case is reached', async () => {
    const { actOnLink, askNewLink } = await actions()
    for (const headers of [new Headers(), new Headers({ origin: 'null' }), new Headers({ origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' })]) {
      ctx.headers = headers
      for (const act of [actOnLink, askNewLink]) expect(await act(TOKEN, EMPTY_FORM, formOf({ act: 'answerReport', what: 'x' }))).toEqual({ refusals: [{ code: 'foreignOrigin' }], values: { act: ['answerReport'], what: ['x'] } })
    }
    expect(ctx.asked).toEqual([])
  })

  test('of somebody who is signed in is his own, in the language that he chose, and prolongs his session', async () => {
    ctx.actor = { id: 'yamada', name: '山田', roles: ['resourceManager'] }
    ctx.locale = 'en'
    const { actOnLink } = await actions()
    await expect(actOnLink(TOKEN, EMPTY_FORM, formOf({}))).rejects.toThrow('redirected')
    expect(ctx.asked[0]).toEqual(['act', TOKEN, { viewer: ctx.actor, headers: ctx.headers, locale: 'en' }, {}])
    expect(ctx.set).toEqual(['session'])
  })

  test('comes back with everything typed where it was refused, and where one more row is wanted, which nobody is asked about', async () => {
    const { actOnLink } = await actions()
    expect(await actOnLink(TOKEN, EMPTY_FORM, formOf({ addRow: 'items', 'items[0].what': 'ログ' }))).toEqual({ refusals: [], values: { addRow: ['items'], 'items[0].what': ['ログ'] } })
    expect(ctx.asked).toEqual([])
    ctx.answer = { ok: false, refusals: [{ code: 'linkOld' }] }
    expect(await actOnLink(TOKEN, EMPTY_FORM, formOf({ identifier: '192.168.1' }))).toEqual({ refusals: [{ code: 'linkOld' }], values: { identifier: ['192.168.1'] } })
  })
})

describe('the form as a file', () => {
  test('is saved, never shown and never kept', async () => {
    ctx.answer = { ok: true, value: { fileName: 'R-2026-0012-5.csv', text: '\uFEFF"a"\r\n' } }
    const response = await get(`/h/${TOKEN}/form.csv`)
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="R-2026-0012-5.csv"', 'cache-control': 'no-store' })
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    expect(ctx.asked).toEqual([['csv', TOKEN, expect.objectContaining({ viewer: null })]])
  })

  test.each([['linkUnknown', 404], ['linkOld', 410], ['linkRevoked', 410], ['signedOut', 401], ['tooManyGuesses', 429]])('%s is answered by %i', async (code, status) => {
    ctx.answer = { ok: false, error: { code } }
    expect((await get(`/h/${TOKEN}/form.csv`)).status).toBe(status)
  })

  test('where something breaks, the log says where without the token', async () => {
    ctx.answer = new Error('away')
    expect((await get(`/h/${TOKEN}/form.csv`)).status).toBe(500)
    expect(JSON.stringify(ctx.logged)).not.toContain(TOKEN)
    expect(ctx.logged).toMatchObject([{ path: '/h/…/form.csv' }])
  })
})

describe('files by a link', () => {
  const holder = { id: 'link:1', name: 'リソース管理 当番', roles: 'link' }
  const ask = async (door: 'uploaderRead' | 'uploaderWrite', query = '', headers: Readonly<Record<string, string>> = {}) => {
    const doors = await import('./uploader')
    const actors: unknown[] = []
    const handle = doors[door](async ({ actor }) => { actors.push(actor); return new Response('x') })
    const response = await handle(new Request(`${origin}/api/uploads${query}`, { method: door === 'uploaderRead' ? 'GET' : 'POST', headers: { origin, ...headers } }), { params: Promise.resolve({}) })
    return { status: response.status, actors }
  }

  test('are its holder’s, whether the token stands in the header of a piece or in the query of a form; to bring some asks for more than to see them', async () => {
    ctx.answer = { ok: true, value: { actor: holder } }
    expect(await ask('uploaderRead', `?link=${TOKEN}`)).toEqual({ status: 200, actors: [holder] })
    expect(await ask('uploaderWrite', '', { 'x-shirube-link': TOKEN })).toEqual({ status: 200, actors: [holder] })
    expect(ctx.asked.map(([name, token, , to]) => [name, token, to])).toEqual([['actorOf', TOKEN, 'see'], ['actorOf', TOKEN, 'answer']])
  })

  test('a link that is refused opens nothing, also to somebody who is signed in', async () => {
    ctx.actor = { id: 'sato', name: '佐藤', roles: ['systemBuilder'] }
    for (const [code, status] of [['linkUnknown', 404], ['linkOld', 410], ['notYourRole', 403], ['requestNotOpen', 409]] as const) {
      ctx.answer = { ok: false, error: { code } }
      for (const door of ['uploaderRead', 'uploaderWrite'] as const) expect(await ask(door, `?link=${TOKEN}`)).toEqual({ status, actors: [] })
    }
  })

  test('without a link they are for who is signed in, as before', async () => {
    expect(await ask('uploaderRead')).toEqual({ status: 401, actors: [] })
    ctx.actor = { id: 'yamada', name: '山田', roles: ['resourceManager'] }
    expect(await ask('uploaderWrite')).toEqual({ status: 200, actors: [ctx.actor] })
    expect(ctx.asked).toEqual([])
  })
})

test('every address of a link tells nobody where one came from, is kept by no cache and found by no search; forms still carry their origin', async () => {
  type Rule = { readonly source: string; readonly headers: readonly { readonly key: string; readonly value: string }[] }
  const config = (await import(join(import.meta.dirname, '../../next.config.js'))) as { readonly default: { readonly headers: () => Promise<readonly Rule[]> } }
  const rules = await config.default.headers()
  const headers = Object.fromEntries(rules.filter(({ source }) => ['/:path*', '/h/:path*'].includes(source)).flatMap(({ headers: some }) => some.map(({ key, value }) => [key, value])))
  expect(rules.at(-1)?.source).toBe('/h/:path*')
  // Under `no-referrer` a form without script is posted with `Origin: null` (Fetch, "append a request Origin header"), and no door takes that.
  expect(headers['Referrer-Policy']).toBe('strict-origin')
  expect(headers['Cache-Control']).toBe('no-store')
  expect(headers['X-Robots-Tag']).toContain('noindex')
})
