import { afterAll, beforeAll } from 'vitest'
import { launcherContract } from '../launcher/contract'
import { sshOptions } from '../testing/over-ssh'
import { startSshd, type Sshd } from '../testing/sshd'
import { createSshLauncher, createSshWires } from './ssh'

let sshd: Sshd
beforeAll(async () => { sshd = await startSshd() })
afterAll(() => sshd.close())

launcherContract('ssh', (place) => {
  sshd.allow(place.env)
  const options = sshOptions(sshd, place)
  const wires = createSshWires(options)
  return { launcher: createSshLauncher(options, wires), connect: wires.connect }
}, { rawRuns: 15 })
