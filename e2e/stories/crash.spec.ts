// The real server, killed by itself at a named place between a press and its outcome, then started anew on the same data. The crash suites of
// lib/execution try every place; here it is seen from a browser, at one place of each kind.
import { atUnmark } from '../fixtures/quick'
import { expect, test } from '../fixtures/test'
import { expectState, run } from '../fixtures/walk'

/** Places of lib/execution/failpoints.ts, and how often the command was started when the server is gone. */
const KILLED_AT = [['after-claim', 0], ['before-launch', 0], ['after-launch', 1], ['before-outcome', 1]] as const

for (const [name, launches] of KILLED_AT)
  test.describe(name, () => {
    test.use({ siteOptions: { failpoint: `${name}:crash` } })

    test(`the server killed ${name}: started at most once, and after a new start the page says ${launches === 1 ? 'how it ended' : 'that nothing was run'}`, async ({ enter, site }) => {
      const builder = await enter('builder')
      const { page, t } = builder
      builder.willComplain(/Failed to (?:load|fetch)|ERR_|EventSource|[Nn]etwork/)
      await atUnmark(builder)
      // Exit 1 with the target state seen: a true ending that nobody would guess.
      await site.world.scenario('unmark', { kind: 'warning' })
      await builder.send('run')
      await site.died()
      await site.start({})
      await page.reload()
      if (launches === 0) {
        await expectState(builder, 'ready')
        await expect(page.locator('[data-notice=declined]')).toContainText(t('run.declined.voided'))
        expect(site.world.launches('unmark')).toBe(0)
        // Never begun late by the machine: it is for a person to press again.
        await run(builder, 'doneWarn', 'runAgain')
      } else {
        await expectState(builder, 'doneWarn')
      }
      await expect(page.locator('[data-result]')).toContainText(t('run.said.warning'))
      expect(site.world.launches('unmark')).toBe(1)
    })
  })
