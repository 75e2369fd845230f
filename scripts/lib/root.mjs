// Where things lie. Everything that the commands leave behind is under the project, in ignored folders.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** A path inside the project. */
export const inRoot = (...parts) => path.join(root, ...parts)

/** Next's output folder, relative to the project. */
export const distDir = process.env.NEXT_DIST_DIR || '.next'

/** The file that the output of one long part goes to; its folder is made. */
export const logFile = (name) => {
  mkdirSync(inRoot('.toolchain', 'logs'), { recursive: true })
  return inRoot('.toolchain', 'logs', `${name}.log`)
}
