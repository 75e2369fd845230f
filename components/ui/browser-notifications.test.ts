import { expect, test } from 'vitest'
import { notificationTag, notifyState } from './browser-notifications'

test('what is the case is told apart: on, off, refused in the browser, impossible over plain HTTP or here at all', () => {
  expect(notifyState({ isSecure: true, permission: 'granted', wish: 'on' })).toBe('on')
  expect([notifyState({ isSecure: true, permission: 'granted', wish: null }), notifyState({ isSecure: true, permission: 'granted', wish: 'off' }), notifyState({ isSecure: true, permission: 'default', wish: 'on' })]).toEqual(['off', 'off', 'off'])
  expect(notifyState({ isSecure: true, permission: 'denied', wish: 'on' })).toBe('denied')
  expect(notifyState({ isSecure: false, permission: 'denied', wish: 'on' }), 'over plain HTTP a browser says denied, or has none').toBe('insecure')
  expect([notifyState({ isSecure: true, permission: null, wish: null }), notifyState({ isSecure: true, permission: 'granted', wish: 'impossible' })]).toEqual(['unsupported', 'unsupported'])
})

test('two tabs tell the same thing once; a later rise to the same count is told anew', () => {
  const at = Date.parse('2026-11-22T03:12:10+09:00')
  expect(notificationTag(2, at)).toBe(notificationTag(2, at + 900))
  expect(notificationTag(2, at)).not.toBe(notificationTag(3, at))
  expect(notificationTag(2, at)).not.toBe(notificationTag(2, at + 60_000))
})
