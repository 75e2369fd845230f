import { expect, test } from 'vitest'
import { z } from 'zod'
import { createFormatter } from '@/lib/i18n/format'
import { translator } from '@/lib/i18n/dictionary'
import { refusalText } from '@/lib/i18n/refusal-text'
import { mails } from './fields'
import { parseForm } from './parse-form'

const copies = (typed: string) => parseForm(z.object({ mailCc: mails }), { mailCc: [typed] })
const many = (count: number): string => Array.from({ length: count }, (_, index) => `a${index}@example.com`).join(', ')

test('copies go to up to ten addresses, however they are separated', () => {
  expect(copies('a@example.com;b@example.com、 c@example.com\n')).toEqual({ ok: true, value: { mailCc: ['a@example.com', 'b@example.com', 'c@example.com'] } })
  expect(copies('')).toEqual({ ok: true, value: { mailCc: [] } })
  expect(copies(many(10))).toMatchObject({ ok: true })
})

test.each([['one that is none', 'a@example.com, 運用一課'], ['an eleventh', many(11)]])('%s is refused by a sentence that speaks of several', (_, typed) => {
  const refused = copies(typed)
  expect(refused).toEqual({ ok: false, error: [{ code: 'mailsUnreadable', field: 'mailCc', values: { max: 10 } }] })
  const text = refused.ok ? '' : refusalText(translator('ja'), createFormatter('ja'), refused.error[0]!, '写し（メールアドレス）')
  expect(text).toBe('「写し（メールアドレス）」は、名前@組織の名前 の形のメールアドレスを、カンマで区切って10個まで入力してください。')
})
