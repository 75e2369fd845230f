import type { ReactNode } from 'react'
import { dictionaryOf, type Scope } from '@/lib/i18n/dictionary'
import { getLocale } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'

const OF_FORMS = ['refusals.', 'errors.summary', 'common.required', 'common.errorPrefix', 'common.title.error'] as const

/** The words that forms of the settings need in the browser. */
export async function FormWords({ also = [], children }: { also?: readonly Scope[]; children: ReactNode }) {
  return <Words dictionary={dictionaryOf(await getLocale(), [...OF_FORMS, ...also])}>{children}</Words>
}
