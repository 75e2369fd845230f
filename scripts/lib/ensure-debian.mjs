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

/** The same browser without its windows: the stories take a fifth less processor time in it, and do without where it cannot be had. */
const welcome = { 'chromium-headless-shell': () => isRunnable('chromium-headless-shell') }

const missingOf = (packages) => Object.keys(packages).filter((name) => !packages[name]())
const mayInstall = () => process.getuid?.() === 0 && isRunnable('apt-get')
const apt = (...args) => runLogged(logFile(`apt-${args[0]}`), 'apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
const install = (names) => apt('install', '-y', '--no-install-recommends', ...names)

/** Installs what is missing, or refuses with the command to type. */
export const ensureDebian = async () => {
  const names = missingOf(needed)
  // Asked for once: where the archive has none, every later run would ask it again.
  const extras = mayInstall() && !existsSync(logFile('apt-install')) ? missingOf(welcome) : []
  if (names.length + extras.length === 0) return
  const byHand = `apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (names.length > 0 && !mayInstall()) {
    throw new Stop(
      `テストに必要なプログラムがありません: ${names.join('、')}。root で「${byHand}」を実行してから、もう一度お試しください。`,
      `Programs that the tests need are missing: ${names.join(', ')}. As root run "${byHand}" (or your system's equivalent), then try again.`,
    )
  }
  await longPart(`Debian のパッケージを入れています: ${[...names, ...extras].join(' ')}`, 'installing Debian packages', async () => {
    // A list that could not be refreshed is no reason to give up: the packages may still be had.
    await apt('update')
    const { code, tail } = names.length > 0 ? await install(names) : { code: 0, tail: '' }
    if (code !== 0) throw new Stop('Debian のパッケージを入れられませんでした。', 'The Debian packages could not be installed.', tail)
    if (extras.length > 0) await install(extras)
  })
}
