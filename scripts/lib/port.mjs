// Ports: which one is asked for, and whether it is free.
import { createServer } from 'node:net'
import { Stop } from './say.mjs'

/** The port of `PORT`, 3000 where it is not set. Refuses what is no port. */
export const wantedPort = () => {
  const text = process.env.PORT || '3000'
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new Stop(`PORT は 1 から 65535 の整数で指定してください(現在: ${text})。`, `PORT must be a whole number from 1 to 65535 (it is: ${text}).`)
}

/** Refuses with a sentence when something already listens there or the address is not ours. */
export const ensureFree = (host, port) =>
  new Promise((done, refuse) => {
    const probe = createServer()
    probe.once('error', (error) =>
      refuse(
        error.code === 'EADDRINUSE'
          ? new Stop(
              `ポート ${port} はすでに使われています。別のポートで実行してください: PORT=${port + 1} npm run demo`,
              `Port ${port} is already in use. Choose another: PORT=${port + 1} npm run demo`,
            )
          : new Stop(`${host}:${port} で待ち受けられません(${error.code})。`, `Cannot listen on ${host}:${port} (${error.code}).`),
      ),
    )
    probe.listen(port, host, () => probe.close(() => done()))
  })
