/**
 * Turns a key and its values into words. Safe in the browser (0.7 KB of formatter); knows messages only as the compiled
 * slice that it is handed, and must not import catalogue.ts except for types.
 *
 * Messages are ICU: `{name}`, `{n, plural, one {…} other {…}}`, and tags `<F></F>` for elements such as a server chip.
 */
import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format'
import { createElement, Fragment, type ReactNode } from 'react'
import { assert } from '@/lib/std/assert'
import type { MessageKey, MessageText } from './catalogue'
import type { Locale } from './locale'
import type { TagNames, ValueNames } from './message-types'

/** A compiled slice of the messages of one language; plain JSON, may cross to the browser. */
export type Dictionary = { readonly locale: Locale; readonly messages: Readonly<Record<string, CompiledMessage>> }

type Filled<Text extends string, Element> = { readonly [N in ValueNames<Text>]: string | number } & { readonly [N in TagNames<Text>]: (inner: string) => Element }
type Arguments<Text extends string, Element> = [ValueNames<Text> | TagNames<Text>] extends [never] ? [] : [values: Filled<Text, Element>]

export type Translate = {
  readonly locale: Locale
  /** Plain words. Tags are given as functions that return text. Stops on a key outside the slice (a programmer's mistake). */
  <K extends MessageKey>(key: K, ...values: Arguments<MessageText<K>, string>): string
  /** Words with elements in them. */
  rich<K extends MessageKey>(key: K, ...values: Arguments<MessageText<K>, ReactNode>): ReactNode
  /** For keys known only at run time (refusal codes): the text, or null where there is none. Surplus values are passed over. */
  lookUp(key: string, values?: Readonly<Record<string, string | number | ((inner: string) => string)>>): string | null
  /** As `lookUp`, with elements. */
  lookUpRich(key: string, values?: Readonly<Record<string, string | number | ((inner: string) => ReactNode)>>): ReactNode | null
}

type LooseValues = Readonly<Record<string, string | number | ((inner: string) => unknown)>>
type Parts = string | ReactNode | readonly (string | ReactNode)[]

const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
  // No message formats a date: format.ts does, with the site's time zone.
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
}

/** Makes the translator of a slice; the same on the server and in the browser. */
export function createTranslate({ locale, messages }: Dictionary): Translate {
  const fill = (message: CompiledMessage, values: LooseValues | undefined): Parts =>
    format<ReactNode>(message, locale, values && toFormatValues(values), { formatters })
  const messageOf = (key: string): CompiledMessage => {
    const message = messages[key]
    assert(message !== undefined, `message ${key} is not in this page's dictionary`)
    return message
  }
  const plain = (key: string, values?: LooseValues): string => joined(fill(messageOf(key), values))
  return Object.assign(plain, {
    locale,
    rich: (key: string, values?: LooseValues): ReactNode => asNode(fill(messageOf(key), values)),
    lookUpRich: (key: string, values?: LooseValues): ReactNode | null => {
      const message = messages[key]
      return message === undefined ? null : asNode(fill(message, values))
    },
    lookUp: (key: string, values?: LooseValues): string | null => {
      const message = messages[key]
      return message === undefined ? null : joined(fill(message, values))
    },
  }) as Translate
}

function toFormatValues(values: LooseValues): FormatValues<ReactNode> {
  const result: FormatValues<ReactNode> = {}
  for (const [name, value] of Object.entries(values))
    result[name] = typeof value === 'function' ? (chunks) => value(joined(chunks)) as ReactNode : value
  return result
}

/** The text of parts; elements have none. */
function joined(parts: Parts): string {
  if (typeof parts === 'string') return parts
  return Array.isArray(parts) ? parts.map(joined).join('') : ''
}

function asNode(parts: Parts): ReactNode {
  return Array.isArray(parts) ? createElement(Fragment, null, ...(parts as ReactNode[])) : (parts as ReactNode)
}
