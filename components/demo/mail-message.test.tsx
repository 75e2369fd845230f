import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import { MailMessage } from './mail-message'

const mail = {
  id: 'x', at: Date.parse('2026-11-22T03:12:00+09:00'), to: { name: '山田 <img src=x>', mail: 'rm@example.com' }, cc: [{ name: '', mail: 'unyo1@example.com' }], replyTo: 'unyo1@example.com', messageId: '<R-2026-0001.5@example.com>', subject: 'x',
  text: '<script>alert(1)</script>\n■ 画面 http://127.0.0.1:3000/h/token（社内から）\nhttps://elsewhere.example.com/h/token\n', html: '<p data-html>never</p>',
}
const shown = renderToString(<MailMessage mail={mail} origins={['http://127.0.0.1:3000']} t={translator('ja')} format={createFormatter('ja')} />)

test('a mail is shown with its headers, its text word for word as text', () => {
  for (const words of ['山田 &lt;img src=x&gt; &lt;rm@example.com&gt;', 'unyo1@example.com', '2026/11/22（日）03:12', '&lt;R-2026-0001.5@example.com&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;']) expect(shown).toContain(words)
})

test('an address of this site is the one kind of link, and the HTML of the mail is nowhere', () => {
  expect([...shown.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/h/token'])
  expect(shown).not.toMatch(/data-html|<script|<img/)
})
