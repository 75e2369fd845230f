// What a page may weigh on a bad line, held against the build: compressed as a browser fetches it, first load, nothing cached.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { distDir, inRoot } from './root.mjs'

const kilobyte = 1024
/** The page of a step and those that belong to it: by hand, confirmation, report received. */
const runPage = /\/recoveries\/\[recoveryId\]\/legs\/\[leg\]\/steps\/\[no\]/
// Opened on a telephone, at night, once.
const linkPage = /^\/h\/\[token\]/
const budgets = { scriptOfPage: 165 * kilobyte, scriptOfRunPage: 190 * kilobyte, scriptOfLinkPage: 150 * kilobyte, styles: 15 * kilobyte }
const font = /\.(woff2?|ttf|otf|eot)$/
const foreign = /(?:url\(|@import\s+|(?:src|href)=)["']?(?:https?:)?\/\/[^"')\s]+/g

const filesUnder = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)) : []

const compressedSize = (file) => gzipSync(readFileSync(file), { level: 6 }).length

/** What the script of a page may weigh, in bytes, by its route. */
export const limitOf = (route) => (linkPage.test(route) ? budgets.scriptOfLinkPage : runPage.test(route) ? budgets.scriptOfRunPage : budgets.scriptOfPage)

/** @returns {{ name: string, bytes: number, limit: number }[]} the script of every page, and all styles together */
export const measureBytes = () => {
  const routes = JSON.parse(readFileSync(inRoot(distDir, 'diagnostics', 'route-bundle-stats.json'), 'utf8'))
  const scripts = routes.map(({ route, firstLoadChunkPaths }) => ({
    name: `JavaScript ${route}`,
    bytes: firstLoadChunkPaths.filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + compressedSize(inRoot(file)), 0),
    limit: limitOf(route),
  }))
  const styles = filesUnder(inRoot(distDir, 'static')).filter((file) => file.endsWith('.css'))
  return [...scripts, { name: 'CSS, all pages', bytes: styles.reduce((sum, file) => sum + compressedSize(file), 0), limit: budgets.styles }]
}

/** @returns {string[]} one line for each thing that is over its budget or comes from elsewhere; empty when all is well */
export const overBudget = () => {
  const shipped = [...filesUnder(inRoot(distDir, 'static')), ...filesUnder(inRoot('public'))]
  const readable = [...shipped.filter((file) => file.endsWith('.css')), ...filesUnder(inRoot(distDir, 'server', 'app')).filter((file) => file.endsWith('.html'))]
  return [
    ...measureBytes().filter(({ bytes, limit }) => bytes > limit).map(({ name, bytes, limit }) => `${name}: ${(bytes / kilobyte).toFixed(1)} KB, allowed ${limit / kilobyte} KB`),
    ...shipped.filter((file) => font.test(file)).map((file) => `${file}: the system's fonts are enough`),
    ...readable.flatMap((file) => (readFileSync(file, 'utf8').match(foreign) ?? []).map((address) => `${file}: from elsewhere: ${address}`)),
  ]
}
