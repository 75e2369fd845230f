import { afterAll, beforeAll, inject } from 'vitest'
import { crashSuite } from './testing/crash-suite'
import { sshOptions } from './testing/over-ssh'
import { startSshd, type Sshd } from './testing/sshd'

let sshd: Sshd
beforeAll(async () => { sshd = await startSshd() })
afterAll(() => sshd.close())

crashSuite('ssh', {
  effort: inject('isThorough') ? 'whole' : 'two',
  ssh: (site) => sshOptions(sshd, site),
  line: async () => {
    const own = await startSshd()
    return { site: (site) => sshOptions(own, site), cut: () => own.cut(), stop: () => own.stop(), start: () => own.start(), close: () => own.close() }
  },
})
