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
  ['nothing is wrong', there, room, { ready: true, reasons: [] }],
  ['the database is away', away, room, { ready: false, reasons: ['database'] }],
  ['the disk is nearly full: told, and still in service', there, full, { ready: true, reasons: ['disk'] }],
  ['both', away, full, { ready: false, reasons: ['database', 'disk'] }],
  ['a folder that cannot be asked is no reason', there, silent, { ready: true, reasons: [] }],
] as const)('the server tells how it is: %s', async (_, store, freeBytes, health) => {
  expect(await checkHealth({ store, dataDir: tmpdir(), freeBytes })).toEqual(health)
})
