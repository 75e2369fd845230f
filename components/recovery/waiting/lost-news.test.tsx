import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import { toMailView } from '@/lib/notify/mail-view'
import { EVERY_MAIL } from '@/lib/notify/testing/facts'
import { writeMail } from '@/lib/notify/write-mail'
import { LostNews } from './lost-news'

test('news that did not arrive stands with what became of it, who has no copy, and the text to read out', () => {
  const facts = EVERY_MAIL.recalled!
  const words = writeMail(facts, { locale: 'ja', baseUrl: 'https://shirube.example.com', timeZone: 'Asia/Tokyo', link: null, replyTo: null })
  const mail = toMailView({
    id: 'm', messageId: '<m@example.com>', recoveryId: 'R-2026-0012', eventSeq: 3, leg: 1, request: 'request-replacement', requestNo: 'R-2026-0012-5', locale: 'ja', to: { name: '山田', mail: 'yamada@example.com' },
    cc: [{ name: '運用一課', mail: 'ops@example.com', lost: 'receiver' }], replyTo: null, facts, createdAt: 0, status: 'refused', tries: 1, nextAt: 0, repeated: false, endedAt: 0, problem: { code: 'receiver', detail: '550 unknown' },
  }, words)
  expect(mail).toMatchObject({ isLost: true, mayHaveArrived: false, lostCopies: ['ops@example.com'] })
  const html = renderToString(<Words dictionary={dictionaryOf('ja', ['run.', 'common.'])}><LostNews mails={[mail]} /></Words>)
  for (const told of ['取り消し', '山田（yamada@example.com）', '受け取られませんでした', 'あて先が受け付けられませんでした', '550 unknown', '写しを送れなかったあて先：ops@example.com', '元の仮想サーバが起動したため']) expect(html).toContain(told)
})
