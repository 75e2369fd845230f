/** The folder that holds database, outputs and secrets. A part of lib/compose.ts. Imports node only. */
import { chmod, mkdir, stat } from 'node:fs/promises'

/**
 * Makes the folder for its owner alone, also where a service manager or a person made it beforehand with the usual rights: everything below is
 * private by that. One that belongs to somebody else is left as he wants it.
 */
export async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await stat(folder)).uid === process.getuid?.()) await chmod(folder, 0o700)
}
