// npm run demo: everything from a bare clone to the running demo, on the loopback address only.
import { entry } from './lib/entry.mjs'
import { serve } from './lib/serve.mjs'

await entry(() => serve({ mode: 'demo', host: '127.0.0.1', dataFolder: 'data/demo' }), { endedBySignal: 'well' })
