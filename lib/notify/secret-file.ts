/** The password of the mail server, from a file that only this service can read. Its content goes to the wire and nowhere else. Imports Node only. */
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { err, ok, type Result } from '@/lib/std/result'

export const SECRET_BYTES_MAX = 1_024
const PRIVATE_MODES: readonly number[] = [0o600, 0o400]

/**
 * `Missing` · `None`: no ordinary file · `Foreign`: belongs to somebody else · `Open`: its mode is neither 600 nor 400 · `TooLong` · `Lines`: empty,
 * or more than one line · `Unreadable`: the system does not let this service read it.
 */
export type SecretFileProblem = 'secretFileMissing' | 'secretFileNone' | 'secretFileForeign' | 'secretFileOpen' | 'secretFileTooLong' | 'secretFileLines' | 'secretFileUnreadable'

/**
 * Reads the one line of a file, if the file is as private as it has to be. What is judged is what is read: a file that is exchanged in between
 * is another one.
 * @param path absolute, on this machine; a link is followed
 */
export async function readSecretFile(path: string): Promise<Result<string, SecretFileProblem>> {
  let file: FileHandle | null = null
  try {
    // A pipe would keep its opener waiting for a writer.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return await readPrivate(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    return err(code === 'ENOENT' || code === 'ENOTDIR' ? 'secretFileMissing' : 'secretFileUnreadable')
  } finally {
    await file?.close()
  }
}

async function readPrivate(file: FileHandle): Promise<Result<string, SecretFileProblem>> {
  const stats = await file.stat()
  if (!stats.isFile()) return err('secretFileNone')
  if (stats.uid !== process.getuid?.()) return err('secretFileForeign')
  if (!PRIVATE_MODES.includes(stats.mode & 0o7777)) return err('secretFileOpen')
  const { bytesRead, buffer } = await file.read(Buffer.alloc(SECRET_BYTES_MAX + 1), 0, SECRET_BYTES_MAX + 1, 0)
  if (bytesRead > SECRET_BYTES_MAX) return err('secretFileTooLong')
  const secret = buffer.toString('utf8', 0, bytesRead).replace(/\r?\n$/, '')
  return secret === '' || /[\r\n\0]/.test(secret) ? err('secretFileLines') : ok(secret)
}
