import { expect, test } from 'vitest'
import { OTHER_HOST } from '@/lib/recovery/placement'
import { translator } from './dictionary'
import { placementText } from './placement-text'

test('the usual wish is read in the reader’s language, one in own words as it stands', () => {
  expect([placementText(translator('ja'), OTHER_HOST), placementText(translator('en'), OTHER_HOST)]).toEqual(['障害のあったホストを避ける', 'Not on the host that failed'])
  expect(placementText(translator('en'), '同じラックを避ける')).toBe('同じラックを避ける')
})
