/**
 * The simulated `vmiunit`: a real process, bundled into one file. With bin/hypervisor.ts the only place of the simulator that reads the
 * environment (`SHIRUBE_SIM_DIR`, the folder of the simulated world), since nothing of the product runs in this process.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { EXIT_CODE } from '../../exit-codes'
import { runVmiunit } from '../run-vmiunit'
import { say } from '../say'

const FOREVER_MS = 2 ** 30

const forever = async (): Promise<never> => {
  for (;;) await sleep(FOREVER_MS)
}

const dir = process.env.SHIRUBE_SIM_DIR
if (dir) {
  process.exitCode = await runVmiunit({
    argv: process.argv.slice(2),
    dir,
    pid: process.pid,
    now: () => Date.now(),
    print: (bytes) => process.stdout.write(bytes),
    sleep,
    killSelf: (signal) => {
      process.kill(process.pid, signal)
      return forever()
    },
    hang: (ignoreTerm) => {
      if (ignoreTerm) process.on('SIGTERM', () => undefined)
      return forever()
    },
  })
} else {
  process.stdout.write(`${say('noWorld', 'SHIRUBE_SIM_DIR')}\n`)
  process.exitCode = EXIT_CODE.abnormal
}
