/**
 * The simulated hypervisor's command line, bundled into one file. Reads the environment like bin/vmiunit.ts: `SHIRUBE_SIM_DIR` only.
 */
import { runHypervisor } from '../run-hypervisor'

const dir = process.env.SHIRUBE_SIM_DIR
if (dir) {
  process.exitCode = await runHypervisor({ argv: process.argv.slice(2), dir, print: (text) => process.stdout.write(text) })
} else {
  process.stdout.write('simulator: set SHIRUBE_SIM_DIR to the folder of the simulated world\n')
  process.exitCode = 2
}
