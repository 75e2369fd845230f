// Real files: what a person may have put there.
import { spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSecretFile, SECRET_BYTES_MAX } from './secret-file'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'shirube-secret-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string, mode = 0o600): Promise<string> {
  const place = path.join(folder, name)
  await writeFile(place, content)
  await chmod(place, mode)
  return place
}
const problem = async (place: string) => {
  const read = await readSecretFile(place)
  return read.ok ? null : read.error
}

test.each([['of one line', 's3cret', 's3cret'], ['with the line end of an editor', 's3cret\n', 's3cret'], ['with the line end of Windows', 's3cret\r\n', 's3cret'], ['with blanks, which may belong to it', ' s3 cret ', ' s3 cret ']])(
  'a password %s is read as it stands', async (name, content, secret) => expect(await readSecretFile(await file(name, content, 0o400))).toEqual({ ok: true, value: secret }),
)

test.each([0o644, 0o640, 0o660, 0o606, 0o700, 0o4600])('a file of mode %o is not read', async (mode) => expect(await problem(await file(`open ${mode}`, 's3cret', mode))).toBe('secretFileOpen'))

test('what is no private file of one line is told apart', async () => {
  await mkdir(path.join(folder, 'folder'))
  spawnSync('mkfifo', ['-m', '600', path.join(folder, 'pipe')])
  expect([await problem(path.join(folder, 'nothing')), await problem(path.join(folder, 'folder')), await problem(path.join(folder, 'pipe'))]).toEqual(['secretFileMissing', 'secretFileNone', 'secretFileNone'])
  expect([await problem(await file('empty', '')), await problem(await file('line end', '\n')), await problem(await file('lines', 'a\nb\n')), await problem(await file('binary', 'a\0b'))]).toEqual(['secretFileLines', 'secretFileLines', 'secretFileLines', 'secretFileLines'])
  expect([await problem(await file('whole', 'x'.repeat(SECRET_BYTES_MAX))), await problem(await file('large', 'x'.repeat(SECRET_BYTES_MAX + 1)))]).toEqual([null, 'secretFileTooLong'])
  expect(await problem(path.join(await file('part of the path', 'x'), 'below'))).toBe('secretFileMissing')
})

test('behind a link the file that is read is judged, not the link', async () => {
  const [open, sound] = [path.join(folder, 'link to open'), path.join(folder, 'link to sound')]
  await symlink(await file('open', 's3cret', 0o644), open)
  await symlink(await file('sound', 's3cret'), sound)
  expect([await problem(open), await readSecretFile(sound)]).toEqual(['secretFileOpen', { ok: true, value: 's3cret' }])
})

test.runIf(process.getuid?.() === 0)('a file of another user is not read, although this one could', async () => {
  const place = await file('foreign', 's3cret')
  await chown(place, 4_711, 4_711)
  expect(await problem(place)).toBe('secretFileForeign')
})
