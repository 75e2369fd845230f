import { FAILED, LOCALES } from './fixtures/example'
import { cellName, cellsFor, checkPage, checkReflow, violationsOf } from './fixtures/page-checks'
import type { Person } from './fixtures/person'
import { expect, test } from './fixtures/test'
import { atDetach, atUnmark, begun } from './fixtures/quick'
import { atStep, confirmTo, expectState, openDetach, openStep, stepPath } from './fixtures/walk'

const isWhole = process.env.E2E_MATRIX === 'all'
test.setTimeout(isWhole ? 900_000 : 600_000)

test('the harness itself finds a seeded defect, and the page under test is alive', async ({ enter }) => {
  const builder = await enter('builder')
  const { page } = builder
  await builder.goTo('/')
  const { violations } = await violationsOf(page)
  expect(violations).toEqual([])
  await page.evaluate(() => {
    const field = document.createElement('input')
    const faint = document.createElement('p')
    faint.textContent = 'Faint words that nobody can read at night'
    faint.className = 'seeded'
    document.querySelector('main')?.append(field, faint)
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.seeded { color: #949494; background: #fff }')
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  const seeded = (await violationsOf(page)).violations.join('\n')
  expect(seeded).toMatch(/^label /m)
  expect(seeded).toMatch(/^color-contrast /m)
  await builder.goTo('/')
  expect(await page.evaluate(() => {
    const probe = document.createElement('span')
    probe.textContent = '復'
    document.querySelector('h1')?.append(probe)
    const wide = probe.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(probe).fontSize)
    probe.remove()
    return Math.abs(wide - 1) < 0.1
  }), 'a kanji is as wide as it is high: a Japanese face is there').toBe(true)
})

type Shown = { readonly path: string; readonly part?: 'visitor' | 'manager' }

/** The pages of a site with a recovery that stands before its irreversible step, cut into parts that can be swept side by side. */
const PARTS: Readonly<Record<string, (id: string) => readonly Shown[]>> = {
  'around the recoveries': () => [
    ...['/', '/recoveries', '/recoveries/new/target', '/demo/world', '/demo/mail', '/nowhere'].map((path) => ({ path })),
    { path: '/sign-in', part: 'visitor' },
    { path: '/setup', part: 'visitor' },
    { path: '/inbox', part: 'manager' },
  ],
  'of a recovery': (id) => ['', '/switch', '/hold', '/stop', '/handover', '/restore', '/end', '/timeline', '/report'].map((page) => ({ path: `/recoveries/${id}${page}` })),
  'of steps 1 to 6': (id) => [1, 2, 3, 4, 5, 6].map((no) => ({ path: stepPath(id, no) })),
  'of steps 7 to 13': (id) => [7, 8, 9, 10, 11, 12, 13].map((no) => ({ path: stepPath(id, no) })),
  'of the irreversible step': (id) => [{ path: `${stepPath(id, 4)}/confirm` }, { path: stepPath(id, 4), part: 'manager' }],
}

for (const [turn, [part, pages]] of Object.entries(PARTS).entries())
  test(`the pages ${part}: accessible, nothing cut, targets large enough, red where it cannot be undone and nowhere else`, async ({ enter }) => {
    const people = { visitor: await enter(null), builder: await enter('builder'), manager: await enter('manager') }
    people.builder.willComplain(/status of 404/)
    const id = await atDetach(people.builder, people.manager)
    for (const [index, { path, part: by = 'builder' }] of pages(id).entries()) {
      const person = people[by]
      for (const cell of cellsFor(turn + index, 1)) {
        await person.dress(cell)
        await person.goTo(path)
        await expect(person.heading).toBeVisible()
        await checkPage(person, `${path} (${cellName(cell)})`)
      }
      await checkReflow(person, path)
      expect.soft(await person.page.locator('main button.bg-danger').count(), `red buttons on ${path}`).toBe(path.endsWith('/confirm') ? 1 : 0)
    }
  })

test('every page has a title of its own, in both languages', async ({ enter }) => {
  const builder = await enter('builder')
  const id = await atDetach(builder, await enter('manager'))
  for (const locale of LOCALES) {
    await builder.dress({ locale, theme: 'light', width: 1280, height: 900 })
    const titles = new Map<string, string>()
    for (const { path, part } of Object.values(PARTS).flatMap((pages) => pages(id))) {
      if (part) continue
      const answer = await builder.context.request.get(path)
      // It led on to another one of them.
      if (new URL(answer.url()).pathname !== path) continue
      const [, title = ''] = /<title>([^<]+)<\/title>/.exec(await answer.text()) ?? []
      expect.soft(title, `title of ${path}`).not.toBe('')
      expect.soft(titles.get(title), `${path} is called as another page is: ${title}`).toBeUndefined()
      titles.set(title, path)
    }
  }
})

test('the pages of the settings, as the administrator has them and as others see them', async ({ enter }) => {
  const administrator = await enter('administrator')
  const builder = await enter('builder')
  const mgr01 = '/connections/mgr01'
  const shown = ['', '/connections', '/connections/new', '/connections/new/ssh', mgr01, `${mgr01}/edit`, `${mgr01}/units/new`, `${mgr01}/units/gyoumu_a`, '/mail'].map((page) => ({ page, person: administrator }))
  for (const [turn, { page, person }] of [...shown, { page: mgr01, person: builder }, { page: `${mgr01}/units/gyoumu_a`, person: builder }].entries())
    for (const cell of cellsFor(turn, 1)) {
      await person.dress(cell)
      await person.goTo(`/settings${page}`)
      await checkPage(person, `settings${page} (${cellName(cell)})`)
      await checkReflow(person, `settings${page}`)
    }
})

test('the pages of the wizard', async ({ enter }) => {
  const builder = await enter('builder')
  await begunWizard(builder)
  for (const [turn, page] of ['target', 'facts', 'usable', 'unsure', 'check', 'paste?connection=mgr01&unit=gyoumu_a'].entries())
    for (const cell of cellsFor(turn + 5, 1)) {
      await builder.dress(cell)
      await builder.goTo(`/recoveries/new/${page}`)
      await checkPage(builder, `wizard ${page} (${cellName(cell)})`)
      await checkReflow(builder, `wizard ${page}`)
    }
})

/** Draws a state in its cells, in two of them where nothing else is said; `show` brings it to the window again. */
async function sweepState(person: Person, turn: number, name: string, show: () => Promise<void>, cells = 2): Promise<void> {
  for (const cell of cellsFor(turn, cells)) {
    await person.dress(cell)
    await show()
    await checkPage(person, `${name} (${cellName(cell)})`)
  }
  await checkReflow(person, name)
}

test('the states of a step with a command: ready, running, unknown, failed, attention, done', async ({ enter, site }) => {
  const builder = await enter('builder')
  const id = await atUnmark(builder)
  const show = (state: Parameters<typeof expectState>[1]) => async () => {
    await openStep(builder, id, 4)
    await expectState(builder, state)
  }
  await sweepState(builder, 0, 'ready', show('ready'))
  await site.world.scenario('unmark', { kind: 'hang' })
  await builder.send('run')
  await expect.poll(() => site.world.launches('unmark')).toBe(1)
  await sweepState(builder, 1, 'running', async () => {
    await show('running')()
    await expect(builder.page.locator('[role=log]')).toContainText(/\S/)
  })
  await site.killJob('unmark')
  await sweepState(builder, 2, 'unknown', show('unknown'))
  await builder.send('itDidNot', { note: '見た' })
  await expectState(builder, 'ready')
  await site.world.scenario('unmark', { kind: 'abnormal' })
  await builder.send('runAgain')
  await sweepState(builder, 3, 'failed', show('failed'))
  await site.world.scenario('unmark', { kind: 'lie' })
  await builder.send('runAgain')
  await expectState(builder, 'attention')
  await sweepState(builder, 4, 'attention', show('attention'))
  await builder.send('runAgain')
  await expectState(builder, 'done')
  await sweepState(builder, 5, 'done', show('done'))
})

test('the states around the other party and the irreversible: waiting, future, dialog open, error summary, not needed', async ({ enter, site }) => {
  await site.world.reset({ marked: false })
  const builder = await enter('builder')
  const manager = await enter('manager')
  const id = await begun(builder, 'no')
  await sweepState(builder, 0, 'waiting', async () => {
    await openStep(builder, id, 1)
    await expectState(builder, 'waiting')
  })
  await sweepState(builder, 1, 'future step', () => openStep(builder, id, 8))
  await sweepState(builder, 6, 'report received', () => builder.goTo(`${stepPath(id, 1)}/report-received`), 1)
  await sweepState(manager, 2, 'error summary', async () => {
    await openStep(manager, id, 1)
    await manager.send('answerCollect', {})
    await expect(manager.page.locator('form section[tabindex="-1"]').first()).toBeFocused()
  })
  await builder.goTo(`/recoveries/${id}/switch`)
  await builder.send('switch', { reason: '復元できた' })
  await atStep(builder, 1, 2)
  await confirmTo(builder, 2, { host: 'hv01' }, 2)
  await confirmTo(builder, 3, { what: '復元した', by: '佐藤 花子' }, 2)
  await confirmTo(builder, 4, {}, 2)
  await builder.send('notNeeded')
  await atStep(builder, 5, 2)
  await sweepState(builder, 3, 'not needed', async () => {
    await openStep(builder, id, 4, 2)
    await expectState(builder, 'notNeeded')
  })
})

test('the open dialog of the irreversible command', async ({ enter }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const id = await atDetach(builder, manager)
  await sweepState(builder, 4, 'dialog', async () => {
    await openStep(builder, id, 4)
    await openDetach(builder)
  })
  await expect(builder.page.getByRole('alertdialog')).toContainText(FAILED)
})

test('what stands around a recovery: ended, a drill, the line to the server cut, on hold', async ({ enter }) => {
  const builder = await enter('builder')
  builder.willComplain(/ERR_FAILED|Failed to load resource|EventSource/)
  const ended = await begun(builder, 'yes')
  await builder.goTo(`/recoveries/${ended}/stop`)
  await builder.send('stop', { reason: '監視の誤報だった' })
  await builder.page.waitForURL('**/report')
  await sweepState(builder, 7, 'report of an ended recovery', () => builder.goTo(`/recoveries/${ended}/report`), 1)
  const drill = await begun(builder, 'yes', { drill: 'yes' })
  await sweepState(builder, 1, 'drill', () => openStep(builder, drill, 1))
  await builder.page.route('**/api/live', (route) => route.abort())
  await sweepState(builder, 2, 'offline', async () => {
    await openStep(builder, drill, 1)
    await expect(builder.page.locator('[data-banner]').first()).toContainText(builder.t('run.band.offline', { time: '|' }).split('|')[0] ?? '')
  })
  await builder.page.unroute('**/api/live')
  await builder.goTo(`/recoveries/${drill}/hold`)
  await builder.send('hold', { category: 'parts', reason: '部品の到着を待つ' })
  await atStep(builder, 1)
  await sweepState(builder, 3, 'held', async () => {
    await openStep(builder, drill, 1)
    await expect(builder.page.locator('[data-banner]').first()).toContainText('部品の到着を待つ')
  })
})

/** A draft that lets every page of the wizard be drawn. */
async function begunWizard(builder: Person): Promise<void> {
  const { page, t } = builder
  await builder.goTo('/recoveries/new/target')
  await page.locator(`input[name=choice][value$="/${FAILED}"]`).check()
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/facts')
  await page.locator('[name=detectedBy]').fill('JP1')
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/usable')
  await page.locator('input[name=usable][value=yes]').check()
  await page.locator('[name=reason]').fill('ok')
  await builder.button(t('start.next')).click()
  await page.waitForURL('**/check')
}
