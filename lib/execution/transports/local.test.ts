import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { launcherContract } from '../launcher/contract'
import { clear, createPlace, isAlive, launchesOf, letGo, replaceTool, until, type Place } from '../launcher/testing/place'
import { connectLocally, createLocalLauncher, type LocalOptions } from './local'

const script = join(import.meta.dirname, '../launcher/shirube-exec.sh')
const root = join(import.meta.dirname, '../../..')

for (const shell of [['dash'], ['bash'], ['busybox', 'sh']] as const satisfies readonly (readonly [string, ...string[]])[])
  launcherContract(`local, ${shell.join(' ')}`, (place) => {
    const { jobs, program, env } = place
    // The waiting command-to-be is started by the name `sh`: here it is the same shell.
    replaceTool(place, 'sh', `exec ${shell.join(' ')} "$@"`)
    const options: LocalOptions = { shell: [...shell], script, jobs, program, env }
    return { launcher: createLocalLauncher(options), connect: connectLocally(options) }
  }, { effort: inject('isThorough') ? 'whole' : 'part' })

describe('the app dies', () => {
  let place: Place
  beforeEach(() => { place = createPlace() })
  afterEach(async () => expect(await clear(place), 'processes left behind').toEqual([]))

  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('%s in the middle of a command: it ran once, its exit code and output are there', async (signal) => {
    const { jobs, program, env } = place
    const options: LocalOptions = { shell: ['sh'], script, jobs, program, env }
    const bundle = join(place.folder, 'local.mjs')
    await build({ entryPoints: [join(import.meta.dirname, 'local.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'esm', alias: { '@': root }, logLevel: 'error' })
    const app = join(place.folder, 'app.mjs')
    writeFileSync(app, `
      import { createLocalLauncher } from './local.mjs'
      const launcher = createLocalLauncher(${JSON.stringify(options)})
      await launcher.launch({ id: 'a1', argv: ['detach', '-unit', 'waits', '-vs', '192.168.1.101'], notAfterMs: 999999999999999 }, { deadlineMs: 9000 })
      void launcher.follow('a1', 0, 25, (bytes) => process.stdout.write(bytes))
      setInterval(() => undefined, 1000)`)
    const child = spawn(process.execPath, [app], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: env.PATH } as unknown as NodeJS.ProcessEnv })
    const heard = await new Promise<string>((hear) => child.stdout.once('data', (bytes: Buffer) => hear(bytes.toString())))
    expect(heard).toBe('begun\n')
    child.kill(signal)
    await until(() => isAlive(child.pid ?? 0), (alive) => !alive)
    letGo(place)

    const later = createLocalLauncher(options)
    const state = await until(() => later.state('a1'), (answer) => answer.ok && answer.value.value.kind === 'ended')
    expect(state.ok && state.value.value).toMatchObject({ kind: 'ended', exitCode: 7, signal: null, bytes: 11 })
    expect(readFileSync(join(jobs, 'a1', 'out'), 'utf8')).toBe('begun\nover\n')
    expect(launchesOf(place)).toEqual(['detach waits a1'])
    await later.close()
  })

  test('a shell that is not there is no contact, and nothing was asked', async () => {
    const { jobs, program, env } = place
    const launcher = createLocalLauncher({ shell: [join(place.folder, 'none')], script, jobs, program, env })
    expect(await launcher.probe()).toMatchObject({ ok: false, error: { kind: 'noContact', cause: 'unreachable' } })
    await launcher.close()
  })
})
