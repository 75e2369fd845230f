import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makePrivate } from './data-folder'

test('the data folder is for its owner alone, whether it was there before or not', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'shirube-folder-'))
  try {
    const [missing, open] = [path.join(base, 'a', 'missing'), path.join(base, 'open')]
    await mkdir(open)
    await chmod(open, 0o755)
    for (const folder of [missing, open]) {
      await makePrivate(folder)
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
    }
  } finally {
    await rm(base, { recursive: true, force: true })
  }
})
