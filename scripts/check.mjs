// npm run check: what CI runs, without the build and the browser.
import { runChecks } from './lib/checks.mjs'
import { ensureDeps } from './lib/ensure-deps.mjs'
import { entry } from './lib/entry.mjs'
import { heading } from './lib/say.mjs'

await entry(async () => {
  await ensureDeps()
  const { passed, failed, brokenParts } = await runChecks()
  heading(brokenParts.length > 0 ? `not well: ${brokenParts.join(', ')}` : 'all well')
  console.log(`${passed} passed, ${failed} failed`)
  return brokenParts.length > 0 ? 1 : 0
})
