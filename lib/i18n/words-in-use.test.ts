import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from './catalogue'

const root = join(import.meta.dirname, '../..')
const sources = (folders: readonly string[]): readonly { readonly file: string; readonly text: string }[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|messages\//.test(file))
      .map((file) => ({ file: join(folder, file), text: readFileSync(join(root, folder, file), 'utf8') })))

/**
 * Words of parts that are not built yet, by the beginning of their keys: connections, mail, sessions, other menus.
 */
const LATER = ['errors.manager.', 'errors.mail.', 'errors.stream.', 'errors.list.', 'common.net.', 'common.session.', 'common.nav.', 'common.log.counts']

/** Comments out, so that they may speak any language. */
const code = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')

describe('every message has a place where it is said', () => {
  const all = sources(['app', 'components', 'lib']).map(({ text }) => text).join('\n')
  const literal = new Set([...all.matchAll(/['"]([A-Za-z]+\.[\w.-]+)['"]/g)].map(([, key]) => key))
  const made = [...all.matchAll(/`([A-Za-z]+\.[^`]*\$\{[^`]*)`/g)].map(([, template = '']) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`))
  const isSaid = (key: string): boolean => literal.has(key) || made.some((pattern) => pattern.test(key))

  test.each(Object.entries(CATALOGUE.ja))('area %s', (area, texts) => {
    const unused = Object.keys(texts).map((key) => `${area}.${key}`).filter((key) => !isSaid(key) && !LATER.some((scope) => key.startsWith(scope)))
    expect(unused).toEqual([])
  })
})

describe('no page carries words of its own', () => {
  /** Names of languages in themselves, and the page for when not even the words can be loaded. */
  const ALLOWED = ['components/shell/language-switch.tsx', 'app/global-error.tsx']
  const views = sources(['app', 'components']).filter(({ file }) => !ALLOWED.includes(file))

  test('no Japanese stands in the code', () => {
    expect(views.filter(({ text }) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(code(text))).map(({ file }) => file)).toEqual([])
  })
  test('no English stands between the tags', () => {
    const said = views.flatMap(({ file, text }) => [...code(text).matchAll(/<[A-Za-z][^<>=]*>\s*([A-Z][a-z]+(?: [a-z]+)+)\s*<\//g)].map(([, words]) => `${file}: ${words}`))
    expect(said).toEqual([])
  })
})
