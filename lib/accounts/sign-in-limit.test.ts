import { expect, test } from 'vitest'
import { createSignInLimit, type SignInLimit } from './sign-in-limit'

const NAME = ['name:hanako']
const fail = (limit: SignInLimit, times: number, keys: readonly string[] = NAME) => Array.from({ length: times }, (_, now) => limit.begin(keys, now))

test('guessing one name is refused after eight failures, and only that name, until a minute has passed', () => {
  const limit = createSignInLimit()
  expect(fail(limit, 8)).not.toContain(null)
  expect(limit.begin(NAME, 9)).toBeNull()
  expect(limit.begin(['name:taro'], 9)).not.toBeNull()
  expect(limit.begin(['name:taro', 'name:hanako'], 9)).toBeNull()
  expect(limit.begin(NAME, 60_000)).not.toBeNull()
})

test('tries that are under way count: a hundred sent at once are eight', () => {
  const limit = createSignInLimit()
  expect(Array.from({ length: 100 }, () => limit.begin(NAME, 0)).filter((each) => each !== null)).toHaveLength(8)
})

test('a success clears the count of its name, and no more of its address than itself', () => {
  const limit = createSignInLimit()
  const office = 'address:192.0.2.1'
  fail(limit, 7, ['name:hanako', office])
  limit.begin(['name:hanako', office], 7)?.succeeded()
  expect(fail(limit, 8)).not.toContain(null)
  expect(limit.begin(['name:taro', office], 9)).not.toBeNull()
  expect(limit.begin(['name:jiro', office], 9)).toBeNull()
})

test('a try whose answer nobody got locks nobody out', () => {
  const limit = createSignInLimit()
  for (let i = 0; i < 20; i += 1) limit.begin(NAME, i)?.undecided()
  expect(limit.begin(NAME, 21)).not.toBeNull()
})
