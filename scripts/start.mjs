// npm start: the production server. HOST chooses the address to listen on; without it, the loopback address, behind a proxy.
import { entry } from './lib/entry.mjs'
import { serve } from './lib/serve.mjs'

await entry(() => serve({ mode: 'production', host: process.env.HOST || '127.0.0.1', dataFolder: 'data/production' }), { endedBySignal: 'well' })
