import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from './catalogue'
import { allMessages, dictionaryOf, translator } from './dictionary'
import { createTranslate } from './translate'
import { createFormatter } from './format'
import { LOCALES } from './locale'
import { pressRefusalText, REFUSAL_VALUES, refusalText, SAYS_SO } from './refusal-text'
import { allProcedures } from '@/lib/procedures/registry'
import type { RefusalCode } from '@/lib/recovery/refusals'

const texts = (locale: 'ja' | 'en'): readonly (readonly [string, string])[] =>
  Object.entries(CATALOGUE[locale]).flatMap(([area, messages]) => Object.entries(messages).map(([key, text]) => [`${area}.${key}`, text] as const))

/** Names of values and tags that a message asks for. */
const asked = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g), ...text.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? ''))].filter((name) => name !== '#').sort()

describe('both languages say the same', () => {
  test('every key stands in both, in the same order', () => {
    for (const area of Object.keys(CATALOGUE.ja) as (keyof typeof CATALOGUE.ja)[])
      expect(Object.keys(CATALOGUE.en[area])).toEqual(Object.keys(CATALOGUE.ja[area]))
  })
  test('every message asks for the same values and tags', () => {
    const english = new Map(texts('en'))
    for (const [key, text] of texts('ja')) expect([key, asked(english.get(key) ?? '')]).toEqual([key, asked(text)])
  })
  test.each(LOCALES)('every %s message is ICU', (locale) => expect(Object.keys(allMessages(locale)).length).toBe(texts(locale).length))
  test.each(LOCALES)('no %s message is empty or ends in blanks', (locale) => {
    for (const [key, text] of texts(locale)) if (text.trim() === '' || (text !== text.trim() && !/person\.you|errorPrefix/.test(key))) expect(key).toBe('')
  })
})

describe('words that are not used', () => {
  const BANNED = {
    ja: [/サーバー/, /下さい/, /出来る/, /こちら/, /正しく/, /適切に/, /適宜/, /すみません/, /恐れ入り/, /させていただ/, /お願いいたします/, /[!！]/, /しないでください/, /異常が発生/, /実機/, /マネージャー/],
    en: [/\bplease\b/i, /\bsorry\b/i, /successfully/i, /\binvalid\b/i, /are you sure/i, /!/],
  }
  const ALONE = [/^OK$/i, /^はい$/, /^いいえ$/, /^Yes$/i, /^No$/i, /^送信する$/, /^詳細$/, /^Submit$/i, /^Click here$/i]

  test.each(LOCALES)('%s', (locale) => {
    const found = texts(locale).filter(([, text]) => [...BANNED[locale], ...ALONE].some((word) => word.test(text)))
    expect(found).toEqual([])
  })
  test('an address of the example never stands in a message', () => {
    expect([...texts('ja'), ...texts('en')].filter(([, text]) => /\d+\.\d+\.\d+\.\d+/.test(text))).toEqual([])
  })
  test('95 of 100 Japanese sentences are at most 60 characters long', () => {
    const sentences = texts('ja').flatMap(([, text]) => text.split(/(?<=[。？])|\n/)).filter((sentence) => sentence !== '')
    const long = sentences.filter((sentence) => [...sentence].length > 60)
    expect(long.length / sentences.length).toBeLessThanOrEqual(0.05)
  })
  test('a Japanese button that names an act on a system is a full verb', () => {
    for (const step of ['reuse.start', 'replace.stop', 'replace.attach', 'replace.update', 'replace.start', 'reuse.unmark'])
      expect(new Map(texts('ja')).get(`steps.${step}.button`)).toMatch(/する$/)
  })
})

describe('translating', () => {
  test('fills values and counts', () => {
    expect(translator('ja')('steps.of', { n: 4, total: 13 })).toBe('手順4（全13手順）')
    expect(translator('en')('errors.summary', { n: 1 })).toBe('1 entry needs correcting')
    expect(translator('en')('errors.summary', { n: 3 })).toBe('3 entries need correcting')
  })
  test('puts text where a tag stands', () => {
    expect(translator('ja')('steps.replace.stop.title', { F: () => '障害 ■ x' })).toBe('障害 ■ x を停止する')
  })
  test('a code known only at run time gives its words, or null', () => {
    expect(translator('ja').lookUp('refusals.notThisStepYet', { n: 3 })).toBe('まだ始められません。手順3の完了後に始まります。')
    expect(translator('ja').lookUp('refusals.no-such-code')).toBeNull()
  })
  test('a slice can cross to a client component: plain objects all through', () => {
    const plain = (value: unknown): boolean => typeof value !== 'object' || value === null || ([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value)) && Object.values(value).every(plain))
    for (const locale of LOCALES) expect(plain(allMessages(locale))).toBe(true)
  })
  test('a slice carries its own keys only, and a key outside it stops', () => {
    const slice = dictionaryOf('ja', ['states.', 'steps.of'])
    expect(Object.keys(slice.messages)).toContain('states.done')
    expect(Object.keys(slice.messages).some((key) => key.startsWith('errors.'))).toBe(false)
    expect(() => createTranslate(slice)('common.save')).toThrow('common.save')
  })
})

describe('nothing is left without words', () => {
  const PARTS = ['rail', 'title', 'what', 'expected', 'verify', 'button', 'ifFails', 'why', 'manual']

  test('every step of every procedure has its whole card', () => {
    const known = new Set(texts('ja').map(([key]) => key))
    const cards = Object.values(allProcedures).flat().flatMap(({ key, steps }) => steps.map((step) => ({ name: `steps.${key}.${step.key}`, command: step.command, group: step.group })))
    const wanted = cards.flatMap(({ name, command, group }) => [...PARTS.map((part) => `${name}.${part}`), ...(command ? [`${name}.again`, `${name}.running`, `${name}.mismatch`] : []), `steps.group.${group}`])
    expect(wanted.filter((key) => !known.has(key))).toEqual([])
    expect(cards).toHaveLength(18)
  })
  test('a refusal has its sentence, with times written and unknown values as a dash', () => {
    const say = (code: 'unitBusy' | 'addressInUnit' | 'notDriver', values?: Record<string, string | number>) => refusalText(translator('ja'), createFormatter('ja'), { code, values })
    expect(say('addressInUnit', { address: 'x', unit: 'gyoumu_a', at: Date.UTC(2026, 10, 21, 18, 12) })).toContain('2026/11/22（日）03:12時点')
    expect(say('notDriver')).toContain('―さん')
  })
  test.each(LOCALES)('whoever pressed for a command is told in every case that nothing was run (%s)', (locale) => {
    const t = translator(locale)
    const told = locale === 'ja' ? /(?:実行|記録)(?:していません|しませんでした)/ : /nothing was (?:run|recorded)|not carried out|ran nothing/i
    const codes = Object.keys(CATALOGUE.ja.refusals) as RefusalCode[]
    expect(codes.filter((code) => !told.test(pressRefusalText(t, createFormatter(locale), { code })))).toEqual([])
    expect(SAYS_SO.filter((code) => !told.test(refusalText(t, createFormatter(locale), { code })))).toEqual([])
  })
  test('a page that only says why an act is not offered claims nothing about a press', () => {
    for (const code of ['notDriver', 'recoveryHeld', 'commandRunning', 'readFirst'] as const) expect(refusalText(translator('ja'), createFormatter('ja'), { code })).not.toContain('今回の操作')
  })
  test('a unit in use names the command where it is known', () => {
    const say = (command?: string) => refusalText(translator('ja'), createFormatter('ja'), { code: 'unitBusy', values: { recovery: 'R-1', unit: 'gyoumu_a', name: '佐藤', time: 0, ...(command && { command }) } })
    expect(say('detach')).toContain('gyoumu_aで登録解除を実行中です')
    expect(say()).toContain('gyoumu_aで操作を実行中です')
  })
  test('sentences of refusals ask for known values only', () => {
    const names = Object.values(CATALOGUE.ja.refusals).flatMap(asked)
    expect(names.filter((name) => !(REFUSAL_VALUES as readonly string[]).includes(name))).toEqual([])
  })
})

test('nothing in the product writes a date, a time or a number but format.ts', () => {
  // Reading a typed time back (lib/recoveries/input), or whether a zone is known (lib/env.ts), needs the zone as well; what is forbidden there is writing.
  const writes = (file: string): boolean => {
    const text = readFileSync(file, 'utf8')
    return /\.toLocale(Date|Time)?String\(/.test(text) || (/Intl\.(DateTime|Number|RelativeTime|Duration)Format/.test(text) && !/\.(?:formatToParts|resolvedOptions)\(/.test(text))
  }
  expect(sourceFiles().filter((file) => !file.includes('lib/i18n/') && writes(file))).toEqual([])
})

function sourceFiles(): string[] {
  const root = join(import.meta.dirname, '../..')
  return ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file)).map((file) => join(root, folder, file)))
}
