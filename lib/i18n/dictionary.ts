/**
 * Compiles messages and cuts the slice a page needs. Server and tests only (it carries the compiler and both languages).
 *
 *   server component   const t = translator(locale)                          // or getT() of request.ts
 *   client component   <Words dictionary={dictionaryOf(locale, ['states.', 'steps.replace.stop.'])}>  … useT()
 */
import compile from 'icu-minify/compile'
import type { CompiledMessage } from 'icu-minify/format'
import { CATALOGUE, type Area } from './catalogue'
import type { Locale } from './locale'
import { createTranslate, type Dictionary, type Translate } from './translate'

/** The beginning of keys: a whole area (`states.`), a part of one (`steps.replace.stop.`) or one key. */
export type Scope = `${Area}.${string}`

const compiled = new Map<Locale, Readonly<Record<string, CompiledMessage>>>()

/** Every message of a language, compiled once per process. A message that is not ICU throws here, so any test of any page finds it. */
export function allMessages(locale: Locale): Readonly<Record<string, CompiledMessage>> {
  const known = compiled.get(locale)
  if (known) return known
  const messages: Record<string, CompiledMessage> = {}
  for (const [area, texts] of Object.entries(CATALOGUE[locale]))
    for (const [key, text] of Object.entries(texts)) messages[`${area}.${key}`] = asPlainJson(compile(text))
  compiled.set(locale, messages)
  return messages
}

/** The slice for the client components of one page. */
export function dictionaryOf(locale: Locale, scopes: readonly Scope[]): Dictionary {
  const entries = Object.entries(allMessages(locale)).filter(([key]) => scopes.some((scope) => key.startsWith(scope)))
  return { locale, messages: Object.fromEntries(entries) }
}

const translators: Readonly<Record<Locale, () => Translate>> = {
  ja: once(() => createTranslate({ locale: 'ja', messages: allMessages('ja') })),
  en: once(() => createTranslate({ locale: 'en', messages: allMessages('en') })),
}

/** The translator over everything, for server components, mail and reports. */
export const translator = (locale: Locale): Translate => translators[locale]()

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** The compiler makes objects without a prototype, which cannot cross to a client component. */
const asPlainJson = (message: CompiledMessage): CompiledMessage => JSON.parse(JSON.stringify(message)) as CompiledMessage
