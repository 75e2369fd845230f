import { describe, expect, test } from 'vitest'
import type { MailSettings } from '@/lib/notify/ports'
import { RowUnreadable } from '../../stores/row'
import { createMailSettingsStore } from '../../stores/mail-settings'
import type { Current } from '../contract'
import { rawRun } from './raw'

const SETTINGS: MailSettings = {
  host: 'mail.example.com', port: 465, security: 'tls', user: 'shirube', passwordFile: '/etc/shirube/mail', from: { name: 'しるべ', mail: 'shirube@example.com' }, linkAlone: false,
  lastTest: { at: 5, to: 'rm@example.com', problem: { code: 'login', detail: '535 5.7.8' } },
}

export const mailSettingsContract = (database: Current) => describe('the mail settings', () => {
  test('come back as they were saved, and nothing of them is left when mail is turned off', async () => {
    const store = createMailSettingsStore(database().engine)
    expect(await store.load()).toBeNull()
    expect(await store.save(SETTINGS, null, 1)).toBe(true)
    expect(await store.load()).toEqual(SETTINGS)
    const plain: MailSettings = { ...SETTINGS, security: 'none', user: null, passwordFile: null, lastTest: null }
    expect(await store.save(plain, SETTINGS, 2)).toBe(true)
    expect(await store.load()).toEqual(plain)
    expect(await store.save(null, plain, 3)).toBe(true)
    expect([await store.load(), await store.save(null, null, 4)]).toEqual([null, true])
  })

  test('are saved over what was looked at alone: of two at once one wins, whoever looked earlier does not', async () => {
    const store = createMailSettingsStore(database().engine)
    const first = await Promise.all([store.save(SETTINGS, null, 1), store.save({ ...SETTINGS, port: 25 }, null, 1)])
    expect(first.filter(Boolean)).toHaveLength(1)
    const known = await store.load()
    const both = await Promise.all([store.save({ ...SETTINGS, port: 2525 }, known, 2), store.save(null, known, 2)])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect([await store.save(SETTINGS, known, 3), await store.save(null, known, 3)]).toEqual([false, false])
  })

  test('that cannot be read are named by their row', async () => {
    const store = createMailSettingsStore(database().engine)
    await store.save(SETTINGS, null, 1)
    await rawRun(database().engine, `UPDATE settings SET value = '{}' WHERE key = 'mail'`)
    await expect(store.load()).rejects.toThrow(RowUnreadable)
  })
})
