import { expect, test } from 'vitest'
import { createSignInLimit } from './sign-in-limit'

test('guessing one name is refused after eight failures, and only that name, until a minute has passed', () => {
  const limit = createSignInLimit()
  for (let i = 0; i < 8; i += 1) {
    expect(limit.allows(['name:hanako'], i)).toBe(true)
    limit.failed(['name:hanako'], i)
  }
  expect(limit.allows(['name:hanako'], 9)).toBe(false)
  expect(limit.allows(['name:taro'], 9)).toBe(true)
  expect(limit.allows(['name:taro', 'name:hanako'], 9)).toBe(false)
  expect(limit.allows(['name:hanako'], 60_000)).toBe(true)
})

test('a success clears the count of its name', () => {
  const limit = createSignInLimit()
  for (let i = 0; i < 7; i += 1) limit.failed(['name:hanako'], 0)
  limit.succeeded(['name:hanako'])
  limit.failed(['name:hanako'], 1)
  expect(limit.allows(['name:hanako'], 2)).toBe(true)
})
