// What the documents promise about themselves.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'docs/decisions')
const records = readdirSync(folder).filter((name) => name.endsWith('.md')).sort()

test.each(records)('decision %s has its number and the four headings', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8')
  expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)} `))
  expect([...text.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(['Context', 'Decision', 'Consequences', 'Checked by'])
})

test('decisions are numbered without gaps', () => {
  expect(records.map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, index) => index + 1))
})

test('every decision that a file of ours names is there', () => {
  const files = ['app', 'components', 'db', 'lib', 'scripts', 'docs/decisions'].flatMap((place) => readdirSync(path.join(root, place), { recursive: true }).map((name) => path.join(place, name)))
  const texts = files.filter((file) => /\.(?:tsx?|mjs|sh|md)$/.test(file)).map((file) => [file, readFileSync(path.join(root, file), 'utf8')])
  const named = texts.flatMap(([file, text]) => [...text.matchAll(/docs\/decisions\/([\w-]+\.md)/g)].map((match) => [file, match[1]]))
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(([, name]) => !records.includes(name))).toEqual([])
})

test('every file of ours that the README links to is there', () => {
  const links = [...readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1])
  expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([])
})

test('every npm command that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const named = [...readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/npm (?:run )?([a-z:]+)/g)].map((match) => match[1])
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})
