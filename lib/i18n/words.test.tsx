import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dictionaryOf } from './dictionary'
import { SiteTime, useFormatter, Words } from './words'

const Leaf = () => useFormatter().dateTime(Date.UTC(2026, 10, 21, 18, 12))

test('every leaf of the document writes times in the zone of the site, however deep its words were handed over', () => {
  const words = dictionaryOf('ja', ['common.'])
  const page = <Words dictionary={words}><Words dictionary={words}><Leaf /></Words></Words>
  expect(renderToString(<SiteTime timeZone="America/New_York">{page}</SiteTime>)).toBe('2026/11/21（土）13:12')
  expect(renderToString(page)).toBe('2026/11/22（日）03:12')
})
