/** What the command meets: standard input, session, umask, and its arguments as they were given. For tests only. */
import { describe, expect, test } from 'vitest'
import { payload } from '../port'
import { NEVER_LATE, PATIENCE, SERVER, told } from './asking'
import type { Stage } from './stage'

export function surroundingsContract(stage: Stage): void {
  const { launch, settled, outputOf } = stage
  describe('what the command meets', () => {
    test('nobody at standard input, its own session, the umask and locale of the account', async () => {
      await launch('m1', 'asks')
      await settled('m1')
      expect((await outputOf('m1')).toString()).toBe('nobody there\n')
      await launch('m2', 'surroundings')
      await settled('m2')
      const [, mask, session, pid] = /^umask (\d+) locale none session (\d+) of (\d+) folder \/\n$/.exec((await outputOf('m2')).toString()) ?? []
      expect(session).toBe(pid)
      expect(Number.parseInt(mask ?? '', 8)).toBe(process.umask())
    })

    test('a comment of any bytes arrives as one argument, unread by any shell', async () => {
      const comment = `'調査中' "$(reboot)" \`id\` ; \\n\n -p * ~ \u0001é`
      const request = { id: 'c1', argv: ['mark', '-unit', 'arguments', '-vs', SERVER, '-comment', payload(0)], payloads: [Buffer.from(`${comment}\n`)], notAfterMs: NEVER_LATE }
      expect(['starting', 'running', 'ended']).toContain((await told(stage.launcher.launch(request, PATIENCE))).kind)
      await settled('c1')
      expect((await outputOf('c1')).toString()).toBe(`<mark><-unit><arguments><-vs><${SERVER}><-comment><${comment}\n>`)
      expect(await told(stage.launcher.state('c1')), 'the session is still in step').toMatchObject({ kind: 'ended' })
    })
  })
}
