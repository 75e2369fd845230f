import { globSync, readFileSync } from 'node:fs'
import { postRaw, rawForm, seqOf } from './fixtures/raw-post'
import { expect, test } from './fixtures/test'
import { FAILED } from './fixtures/example'
import { atDetach, begun } from './fixtures/quick'
import { stepPath } from './fixtures/walk'

const FOREIGN = 'https://elsewhere.example'
/** Doors that are open to everybody, and why. */
const OPEN: readonly string[] = [/* says nothing about recoveries or people */ '/api/health', /* the demo's simulated world, under loopback names alone */ '/api/demo/world']

type Door = { readonly path: string; readonly method: string }

/** Every handler of every route file, with something in the place of its parameters. */
const doors: readonly Door[] = globSync('app/api/**/route.ts').flatMap((file) => {
  const path = `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '').replaceAll(/\[(leg|no)\]/g, '1').replaceAll(/\[+[^\]]+\]+/g, 'R-2026-0001')}`
  return [...readFileSync(file, 'utf8').matchAll(/export (?:const|async function) (GET|POST|PUT|PATCH|DELETE)\b/g)].map(([, method = '']) => ({ path, method }))
})

test('there are doors to try', () => expect(doors.length).toBeGreaterThan(8))

test('no route answers without a session, and none that changes something answers to another origin or to none', async ({ enter }) => {
  const stranger = await enter(null)
  const builder = await enter('builder')
  await begun(builder, 'yes')
  for (const { path, method } of doors) {
    if (!OPEN.includes(path)) {
      const answer = await stranger.context.request.fetch(path, { method, headers: { origin: stranger.site.address }, data: method === 'GET' ? undefined : {} })
      expect.soft(answer.status(), `${method} ${path} without a session`).toBe(401)
    }
    if (method === 'GET') continue
    for (const headers of [{ origin: FOREIGN }, { origin: 'null' }, {}, { origin: FOREIGN, 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' }] as Record<string, string>[]) {
      const answer = await builder.context.request.fetch(path, { method, headers, data: {} })
      expect.soft(answer.status(), `${method} ${path} from ${JSON.stringify(headers)}`).toBe(403)
    }
  }
})

test('a form posted by nobody, from elsewhere or from nowhere records nothing and runs nothing', async ({ enter, site }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const stranger = await enter(null)
  const id = await atDetach(builder, manager)
  const confirm = `${stepPath(id, 4)}/confirm`
  const forms = [
    { path: confirm, form: { ...(await rawForm(builder, confirm, 'run')), typed: FAILED } },
    { path: stepPath(id, 4), form: { ...(await rawForm(builder, stepPath(id, 4), 'readAgain')), act: 'enterAfterwards', what: 'x', doneBy: 'x', doneAt: '10:00' } },
    ...(await Promise.all((['hold', 'switch', 'stop'] as const).map(async (act) => ({ path: `/recoveries/${id}/${act}`, form: { ...(await rawForm(builder, `/recoveries/${id}/${act}`, act)), reason: 'x', category: 'other' } })))),
  ]
  const before = await seqOf(builder, id)
  for (const { path, form } of forms) {
    await postRaw(stranger, path, form)
    for (const origin of [FOREIGN, 'null', null]) await postRaw(builder, path, form, origin)
  }
  expect([await seqOf(builder, id), site.world.launches('detach')]).toEqual([before, 0])
})

test('pages behind the sign-in lead a stranger to it and come back, to our own pages alone', async ({ enter }) => {
  const stranger = await enter(null)
  const { page } = stranger
  await stranger.goTo('/recoveries/new/target')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  for (const next of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example']) {
    const visitor = await enter(null)
    await visitor.signIn('builder', next)
    expect(new URL(visitor.page.url()).origin).toBe(visitor.site.address)
  }
})
