/**
 * A mail before it is text or HTML: what it says, in order. Both come out of the same letter, so that neither says more than the other.
 * What people wrote is put in as it is, line by line; only HTML escapes it. Pure.
 */
import type { Locale } from '@/lib/i18n/locale'

/** `deep`: belongs to the line above · `link`: the one place where a page is opened. */
export type Line =
  | { readonly kind: 'words'; readonly words: string; readonly deep: boolean }
  | { readonly kind: 'link'; /** as text says it, with the address */ readonly words: string; readonly url: string; readonly button: string }
export type Section = { readonly heading: string; readonly lines: readonly Line[] }
export type Letter = { readonly subject: string; readonly opening: readonly string[]; readonly sections: readonly Section[] }

export const line = (words: string): Line => ({ kind: 'words', words, deep: false })
export const deep = (words: string): Line => ({ kind: 'words', words, deep: true })

/** For headers and names: whatever would begin another line becomes a blank. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

const rows = (text: string): readonly string[] => text.split(/\r\n|[\r\n\u2028\u2029]/)

/** Plain text, lines ended by `\n`. A section of one short line stands beside its heading. */
export function toText({ opening, sections }: Letter): string {
  return [...opening, '', ...sections.flatMap(sectionText), ''].join('\n')
}

function sectionText({ heading, lines }: Section): readonly string[] {
  const [only, ...more] = lines
  if (only && more.length === 0 && rows(only.words).length === 1) return [`■ ${heading}  ${only.words}`]
  return [`■ ${heading}`, ...lines.flatMap((each) => rows(each.words).map((row) => `${each.kind === 'words' && each.deep ? '    ' : ' '}${row}`))]
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
const withBreaks = (text: string): string => rows(text).map(escaped).join('<br>')

const BODY = 'margin:0;padding:16px;background:#ffffff;color:#1a1a1c;font-family:sans-serif;font-size:16px;line-height:1.7'
const BUTTON = 'display:inline-block;padding:12px 20px;border-radius:8px;background:#0017c1;color:#ffffff;font-weight:700;text-decoration:none'

/** Everything inline and nothing from outside: it looks the same where pictures and styles are held back. */
export function toHtml({ subject, opening, sections }: Letter, locale: Locale): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${locale}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>`,
    `<body style="${BODY}">`,
    ...opening.map((words) => `<p style="margin:0 0 8px">${withBreaks(words)}</p>`),
    ...sections.flatMap(sectionHtml),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const sectionHtml = ({ heading, lines }: Section): readonly string[] => [
  `<h2 style="margin:16px 0 4px;font-size:16px">■ ${escaped(heading)}</h2>`,
  ...lines.map((each) => (each.kind === 'link'
    ? `<p style="margin:8px 0"><a href="${escaped(each.url)}" style="${BUTTON}">${escaped(each.button)}</a><br>${escaped(each.url)}</p>`
    : `<p style="margin:0 0 4px${each.deep ? ' 24px' : ''}">${withBreaks(each.words)}</p>`)),
]
