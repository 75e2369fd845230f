import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'
import { checkHealth } from './health'

vi.mock('../log', () => ({ log: () => ({ error: () => {} }) }))

const there = { lately: () => Promise.resolve([]) }
const away = { lately: () => Promise.reject(new Error('away')) }
const room = () => Promise.resolve(1_000_000_000)
const full = () => Promise.resolve(4_096)
const silent = () => Promise.reject(new Error('ENOSYS'))

test.each([
  ['ready', there, room, []],
  ['the database is away', away, room, ['database']],
  ['the disk is full', there, full, ['disk']],
  ['both', away, full, ['database', 'disk']],
  ['a folder that cannot be asked is no reason', there, silent, []],
] as const)('the server tells why it cannot work: %s', async (_, store, freeBytes, reasons) => {
  expect(await checkHealth({ store, dataDir: tmpdir(), freeBytes })).toEqual({ ready: reasons.length === 0, reasons })
})
