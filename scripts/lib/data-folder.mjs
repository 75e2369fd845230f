// The folder that holds all that must not be lost.
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'
import { Stop } from './say.mjs'

/**
 * The data folder, absolute, there and writable; made for the owner alone where it is new.
 * @param {string} byDefault used where SHIRUBE_DATA_DIR is not set; relative paths count from the project
 */
export const ensureDataFolder = (byDefault) => {
  const folder = path.resolve(root, process.env.SHIRUBE_DATA_DIR || byDefault)
  const probe = path.join(folder, `.writable-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    closeSync(openSync(probe, 'wx', 0o600))
    rmSync(probe)
    return folder
  } catch (error) {
    throw new Stop(
      `データフォルダー ${folder} に書き込めません(${error.code})。SHIRUBE_DATA_DIR で書き込めるフォルダーを指定してください。`,
      `The data folder ${folder} cannot be written to (${error.code}). Name one that can be in SHIRUBE_DATA_DIR.`,
    )
  }
}
