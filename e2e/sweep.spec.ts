import { FAILED } from './fixtures/example'
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

type Shown = { readonly name: string; readonly path: string; readonly person: Person }

test('every page: accessible, nothing cut, targets large enough, titles of their own, one red button in all', async ({ enter }) => {
  const visitor = await enter(null)
  const builder = await enter('builder')
  const manager = await enter('manager')
  builder.willComplain(/status of 404/)
  await visitor.goTo('/sign-in')
  await begunWizard(builder)
  const id = await atDetach(builder, manager)
  const whole = (page: string) => `/recoveries/${id}${page}`
  const pages: readonly Shown[] = [
    ...['/', '/recoveries', '/recoveries/new/target', '/demo/world', '/demo/mail', '/nowhere'].map((path) => ({ name: path, path, person: builder })),
    ...['', '/switch', '/hold', '/stop', '/handover', '/restore', '/end', '/timeline', '/report'].map((page) => ({ name: `recovery${page}`, path: whole(page), person: builder })),
    ...Array.from({ length: 13 }, (_, index) => ({ name: `step ${index + 1}`, path: stepPath(id, index + 1), person: builder })),
    { name: 'confirm', path: `${stepPath(id, 4)}/confirm`, person: builder },
    { name: 'sign-in', path: '/sign-in', person: visitor },
    { name: 'setup', path: '/setup', person: visitor },
    { name: 'inbox', path: '/inbox', person: manager },
    { name: 'step of another role', path: stepPath(id, 4), person: manager },
  ]
  const titles = new Map<string, string>()
  const reds: string[] = []
  for (const [turn, { name, path, person }] of pages.entries()) {
    for (const cell of cellsFor(turn, 1)) {
      await person.dress(cell)
      await person.goTo(path)
      await expect(person.heading).toBeVisible()
      await checkPage(person, `${name} (${cellName(cell)})`)
    }
    await checkReflow(person, name)
    if (await person.page.locator('main button.bg-danger').count()) reds.push(name)
    if (person !== builder) continue
    const title = `${person.t.locale} ${await person.page.title()}`
    expect.soft(titles.get(title), `title of ${name}: ${title}`).toBeUndefined()
    titles.set(title, name)
  }
  expect(reds).toEqual(['confirm'])
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
