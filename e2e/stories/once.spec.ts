import { once } from 'node:events'
import { connect } from 'node:net'
import { FAILED } from '../fixtures/example'
import { postRaw, rawForm, seqOf, type RawForm } from '../fixtures/raw-post'
import type { Person } from '../fixtures/person'
import { expect, test } from '../fixtures/test'
import { atDetach, atUnmark } from '../fixtures/quick'
import { expectState, openDetach, openStep, stepPath } from '../fixtures/walk'

/** Slow enough for a second press to fall into the run. */
const SLOW = { kind: 'slow', lines: 10, everyMs: 100 } as const

async function typed(enter: (part: 'builder' | 'manager') => Promise<Person>): Promise<{ builder: Person; id: string }> {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const id = await atDetach(builder, manager)
  await builder.site.world.scenario('detach', SLOW)
  await openDetach(builder)
  await builder.page.locator('[name=typed]').fill(FAILED)
  return { builder, id }
}

const red = (person: Person) => person.button(person.t('steps.replace.detach.do', { id: FAILED }))

test('a double click on the red button unregisters once', async ({ enter, site }) => {
  const { builder } = await typed(enter)
  await red(builder).dblclick()
  await expectState(builder, 'done')
  expect(site.world.launches('detach')).toBe(1)
})

test('Enter pressed twice on the red button unregisters once', async ({ enter, site }) => {
  const { builder } = await typed(enter)
  await red(builder).focus()
  await builder.page.keyboard.press('Enter')
  await builder.page.keyboard.press('Enter')
  await expectState(builder, 'done')
  expect(site.world.launches('detach')).toBe(1)
})

test('Enter and Esc in the field of the identifier launch nothing, not while an input method composes either', async ({ enter, site }) => {
  const { builder, id } = await typed(enter)
  const before = await seqOf(builder, id)
  const field = builder.page.locator('[name=typed]')
  await field.press('Enter')
  await expect(builder.page.locator('[data-typed-check]')).toHaveText(builder.t('run.confirm.enter'))
  await field.evaluate((input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })))
  await field.press('Escape')
  await expect(field).toBeHidden()
  expect([await seqOf(builder, id), site.world.launches('detach')]).toEqual([before, 0])
})

test('two tabs that press for the same step start its command once', async ({ enter, site }) => {
  const { builder } = await typed(enter)
  const second = await builder.newTab()
  await second.goTo(builder.page.url())
  await openDetach(second)
  await second.page.locator('[name=typed]').fill(FAILED)
  // Both at one moment: whichever window learns first that the command was started takes its button away.
  const buttons = await Promise.all([builder, second].map((each) => red(each).elementHandle()))
  await Promise.all(buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())))
  await expectState(builder, 'done')
  expect(site.world.launches('detach')).toBe(1)
})

test('a form sent again after it was accepted starts nothing, neither with its key nor with another', async ({ enter, site }) => {
  const { builder, id } = await typed(enter)
  const path = `${stepPath(id, 4)}/confirm`
  const form: RawForm = { ...(await rawForm(builder, path, 'run')), typed: FAILED }
  expect((await postRaw(builder, path, form)).status()).toBe(303)
  for (const key of [form.key ?? '', 'another-key']) await postRaw(builder, path, { ...form, key })
  await openStep(builder, id, 4)
  await expectState(builder, 'done')
  for (const key of [form.key ?? '', 'yet-another-key']) await postRaw(builder, path, { ...form, key })
  await builder.page.goBack()
  await openStep(builder, id, 4)
  await expectState(builder, 'done')
  expect(site.world.launches('detach')).toBe(1)
})

test('opening, heading, prefetching every page of a recovery changes nothing', async ({ enter, site }) => {
  const { builder, id } = await typed(enter)
  const before = await seqOf(builder, id)
  const pages = ['/', '/recoveries', '/recoveries/new/target', ...['', '/switch', '/hold', '/stop', '/restore', '/end', '/handover', '/timeline', '/report'].map((page) => `/recoveries/${id}${page}`),
    ...Array.from({ length: 13 }, (_, index) => stepPath(id, index + 1)), `${stepPath(id, 4)}/confirm`]
  for (const path of pages) {
    await builder.context.request.get(path)
    await builder.context.request.head(path)
    await builder.context.request.get(path, { headers: { rsc: '1', 'next-router-prefetch': '1' } })
  }
  expect([await seqOf(builder, id), site.world.launches('detach')]).toEqual([before, 0])
})

for (const [how, end, fresh] of [['killed', 'kill', false], ['asked to end', 'ask', true]] as const)
  test.describe(how, () => {
    test.use({ siteOptions: { fresh } })

    test(`the app ${how} in the middle of a command and started anew: it ran once, its output and exit are there, the screen tells the truth`, async ({ enter, site }) => {
      const builder = await enter('builder')
      builder.willComplain(/Failed to load resource|ERR_|EventSource|network/i)
      await atUnmark(builder)
      await site.world.scenario('unmark', { kind: 'slow', lines: 40, everyMs: 100 })
      await builder.send('run')
      await expect.poll(() => site.world.launches('unmark')).toBe(1)
      await site[end]()
      await site.start()
      await builder.page.reload()
      await expectState(builder, 'done')
      await expect(builder.page.locator('[data-result]')).toContainText(builder.t('run.said.normal'))
      const lines = await builder.page.locator('[role=log]').textContent()
      for (let line = 1; line <= 40; line += 1) expect(lines).toContain(`${line}/40`)
      expect(site.world.launches('unmark')).toBe(1)
    })
  })

test.describe('a fresh server', () => {
  test.use({ siteOptions: { fresh: true } })

  test('a server that is asked to end does so in time, although connections are open that never asked for anything', async ({ site }) => {
    // Browsers open such ones ahead of need; the web server alone would wait for them for longer than any service manager.
    const silent = connect(Number(new URL(site.address).port), '127.0.0.1').resume()
    const closed = once(silent, 'close')
    await once(silent, 'connect')
    await site.ask()
    await closed
  })
})
