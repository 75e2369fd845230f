// npm run dev: the demo with hot reload, on a data folder of its own.
import { ensureDataFolder } from './lib/data-folder.mjs'
import { ensureDeps } from './lib/ensure-deps.mjs'
import { entry } from './lib/entry.mjs'
import { ensureFree, wantedPort } from './lib/port.mjs'
import { run } from './lib/processes.mjs'
import { inRoot } from './lib/root.mjs'
import { buildSimulator } from './lib/simulator-build.mjs'

await entry(
  async () => {
    const port = wantedPort()
    await ensureDeps()
    await buildSimulator()
    await ensureFree('127.0.0.1', port)
    const env = { SHIRUBE_MODE: 'demo', SHIRUBE_DATA_DIR: ensureDataFolder('data/dev'), HOST: '127.0.0.1', PORT: String(port) }
    return run(process.execPath, [inRoot('node_modules/next/dist/bin/next'), 'dev', '-H', '127.0.0.1', '-p', String(port)], { env })
  },
  { endedBySignal: 'well' },
)
