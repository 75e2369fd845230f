import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import type { FileView } from '@/lib/recoveries/dto'
import { Uploads } from './uploads'

const address = vi.hoisted(() => ({ path: '/h/token', query: '' }))
vi.mock('next/navigation', () => ({ usePathname: () => address.path, useSearchParams: () => new URLSearchParams(address.query) }))

const OF = { recoveryId: 'R-2026-0001', leg: 1, request: 'collect-data' } as const
const file = (change: Partial<FileView>): FileView => ({ id: 'a', name: 'ログ <1>.tar', sizeBytes: 2_000_000_000, sha256: 'ab'.repeat(32), ownerName: '山田', at: 0, used: false, mine: true, ...change })
const draw = (files: readonly FileView[], { link = null, limits = { maxBytes: 1e10, freeBytes: 5e9 }, query = '' }: { link?: string | null; limits?: { maxBytes: number; freeBytes: number } | null; query?: string } = {}): string => {
  address.query = query
  return renderToStaticMarkup(
    <Words dictionary={dictionaryOf('en', ['files.', 'fields.', 'refusals.', 'common.required', 'common.errorPrefix'])}>
      <Uploads of={OF} files={files} limits={limits} link={link} onChanged={() => undefined} />
    </Words>,
  )
}

test('without script a form takes files to their request and leads back here, by a link as well', () => {
  expect(draw([])).toContain('action="/api/uploads/plain?recoveryId=R-2026-0001&amp;leg=1&amp;request=collect-data&amp;next=%2Fh%2Ftoken" encType="multipart/form-data" method="post"')
  expect(draw([], { link: 'abc' })).toContain('next=%2Fh%2Ftoken&amp;link=abc"')
  expect(draw([])).toMatch(/<input[^>]*type="file"[^>]*multiple/)
})

test('limit, room and what is not to be attached are told before', () => {
  expect(draw([])).toContain('Up to 10 GB each. The store of Shirube has 5 GB left.')
  expect(draw([])).toContain('passwords or keys')
})

test('what was brought stands there with its size and hash; one’s own that went nowhere can be taken back', () => {
  const own = draw([file({})], { link: 'abc' })
  expect(own).toContain('2 GB')
  expect(own).toContain('ab'.repeat(32))
  expect(own).toContain('href="/api/files/a?link=abc"')
  expect(own).toContain('action="/api/files/a/remove?next=%2Fh%2Ftoken&amp;link=abc"')
  for (const change of [{ used: true }, { mine: false }]) expect(draw([file(change)])).not.toContain('/remove')
})

test('where nothing may be brought there is no field', () => expect(draw([file({})], { limits: null })).not.toContain('type="file"'))

test('what the form was refused is said in words of ours, whatever an address says', () => {
  expect(draw([], { query: 'refused=fileTooBig' })).toContain('Files above the limit were not taken')
  expect(draw([], { query: 'refused=requestNotOpen' })).toContain('This request is not open')
  expect(draw([], { query: 'refused=<b>call+0123</b>' })).not.toContain('0123')
})
