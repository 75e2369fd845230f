// What a build is made of, as one hash: the same hash means that the build at hand is the right one.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, root } from './root.mjs'

const folders = ['app', 'components', 'lib', 'db', 'public', 'scripts/lib']
const atRoot = /^(next|postcss)\.config\.|^(instrumentation|proxy)[^/]*\.ts$|^(package|package-lock|tsconfig|tsconfig\.build)\.json$/
const isTest = (file) => /\.test\.(tsx?|mjs)$/.test(file)

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(file)
    return isTest(file) ? [] : [file]
  })

/** SHA-256 over names and contents of everything that the build reads, and over the Node that its programs will run on. */
export const hashOfSources = () => {
  const files = [
    ...readdirSync(root).filter((name) => atRoot.test(name)).map((name) => inRoot(name)),
    ...folders.map((folder) => inRoot(folder)).filter((folder) => existsSync(folder)).flatMap(filesUnder),
  ].sort()
  const hash = createHash('sha256').update(process.execPath)
  for (const file of files) hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}
