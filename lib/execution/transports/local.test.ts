import { join } from 'node:path'
import { launcherContract } from '../launcher/contract'
import { connectLocally, createLocalLauncher } from './local'

const script = join(import.meta.dirname, '../launcher/shirube-exec.sh')

for (const shell of [['dash'], ['bash'], ['busybox', 'sh']] as const satisfies readonly (readonly [string, ...string[]])[])
  launcherContract(`local, ${shell.join(' ')}`, ({ jobs, program, env }) => {
    const options = { shell: [...shell] as [string, ...string[]], script, jobs, program, env }
    return { launcher: createLocalLauncher(options), connect: connectLocally(options) }
  })
