import { expect, test } from 'vitest'
import { bareTitle, countedTitle } from './title-count'

test('a title carries the count of now, once, whatever it carried before', () => {
  expect([countedTitle('ホーム｜しるべ', 2), countedTitle('(1) ホーム｜しるべ', 2), countedTitle('(12) ホーム｜しるべ', 12)]).toEqual(['(2) ホーム｜しるべ', '(2) ホーム｜しるべ', '(12) ホーム｜しるべ'])
})
test('without anything that waits it is the page’s own again', () => {
  expect([countedTitle('(3) 失敗：手順4', 0), countedTitle('手順4', 0), bareTitle('(3) 失敗：手順4')]).toEqual(['失敗：手順4', '手順4', '失敗：手順4'])
})
test('a title that says nothing yet stays so, and other brackets are no count', () => {
  expect([countedTitle('', 2), countedTitle('(a) x', 0), countedTitle('x (2) y', 1)]).toEqual(['', '(a) x', '(1) x (2) y'])
})
