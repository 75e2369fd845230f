// The programs that the tests need beside Node. On Debian as root they are installed; elsewhere they are named.
import { accessSync, constants, existsSync } from 'node:fs'
import { postgresFolder } from './postgres.mjs'
import { runLogged } from './processes.mjs'
import { logFile } from './root.mjs'
import { longPart, Stop } from './say.mjs'

const anyOf = (...files) => files.some((file) => existsSync(file))
const isRunnable = (name) =>
  (process.env.PATH ?? '').split(':').concat('/usr/sbin').some((folder) => {
    try {
      accessSync(`${folder}/${name}`, constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** Package name → is what it brings there? */
const needed = {
  chromium: () => isRunnable('chromium'),
  'fonts-noto-cjk': () => anyOf('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/usr/share/fonts/noto-cjk'),
  'openssh-client': () => isRunnable('ssh'),
  'openssh-server': () => isRunnable('sshd'),
  postgresql: () => postgresFolder() !== undefined,
  busybox: () => isRunnable('busybox'),
  tcsh: () => isRunnable('tcsh'),
}

const missing = () => Object.keys(needed).filter((name) => !needed[name]())

/** Installs what is missing, or refuses with the command to type. */
export const ensureDebian = async () => {
  const names = missing()
  if (names.length === 0) return
  const byHand = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (process.getuid?.() !== 0 || !isRunnable('apt-get')) {
    throw new Stop(
      `テストに必要なプログラムがありません: ${names.join('、')}。root で「${byHand}」を実行してから、もう一度お試しください。`,
      `Programs that the tests need are missing: ${names.join(', ')}. As root run "${byHand}" (or your system's equivalent), then try again.`,
    )
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await longPart(`Debian のパッケージを入れています: ${names.join(' ')}`, 'installing Debian packages', async () => {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
      const { code, tail } = await runLogged(logFile(`apt-${args[0]}`), 'apt-get', args, { env })
      // A list that could not be refreshed is no reason to give up: the packages may still be had.
      if (code !== 0 && args[0] === 'install') {
        throw new Stop('Debian のパッケージを入れられませんでした。', 'The Debian packages could not be installed.', tail)
      }
    }
  })
}
