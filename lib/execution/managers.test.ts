import { expect, test } from 'vitest'
import type { Launcher, Stamp } from './launcher/port'
import { createManagers, type ConnectionSettings } from './managers'

const settings = (change: Partial<ConnectionSettings> = {}): ConnectionSettings => ({ id: 'c1', transport: 'local', charset: 'utf-8', pressLimitMs: 30_000, identity: null, ...change })
const stamp = (identity: string): Stamp => ({ protocol: 1, identity, bootId: 'boot', clockMs: 0 })

function managing(...rows: ConnectionSettings[]) {
  const opened: string[] = []
  const closed: string[] = []
  const saved: string[] = []
  const managers = createManagers<ConnectionSettings>({
    connections: async () => rows,
    connection: async (id) => rows.find((row) => row.id === id) ?? null,
    open: (row) => {
      const name = `${row.id} ${row.charset}`
      opened.push(name)
      return { close: async () => void closed.push(name) } as unknown as Launcher
    },
    saveIdentity: async (id, identity) => {
      saved.push(`${id} ${identity}`)
      rows.forEach((row, at) => { if (row.id === id) rows[at] = { ...row, identity } })
    },
  })
  return { managers, opened, closed, saved, rows }
}

test('one launcher serves a connection while its settings stay the same, whoever it turns out to be', async () => {
  const { managers, opened, closed, rows } = managing(settings())
  const first = await managers.get('c1')
  await managers.answered('c1', stamp('m'))
  expect((await managers.get('c1'))?.launcher).toBe(first?.launcher)
  rows[0] = settings({ charset: 'euc-jp' })
  expect((await managers.get('c1'))?.charset).toBe('euc-jp')
  expect([opened, closed]).toEqual([['c1 utf-8', 'c1 euc-jp'], ['c1 utf-8']])
  await managers.close()
  expect(closed).toEqual(['c1 utf-8', 'c1 euc-jp'])
})

test('a new name, or what a test found, leaves the launcher at its work', async () => {
  const { managers, rows, closed } = managing(settings())
  const first = await managers.get('c1')
  rows[0] = { ...settings(), name: 'mgr01', lastTest: { at: 1, checks: [] } } as ConnectionSettings
  expect((await managers.get('c1'))?.launcher).toBe(first?.launcher)
  expect(closed).toEqual([])
})

test('an identity that was forgotten with the old settings is saved again, though it is the same', async () => {
  const { managers, saved, rows } = managing(settings())
  await managers.get('c1')
  await managers.answered('c1', stamp('m'))
  rows[0] = settings({ charset: 'euc-jp' })
  await managers.get('c1')
  await managers.answered('c1', stamp('m'))
  expect(saved).toEqual(['c1 m', 'c1 m'])
})

test('an identity is saved when it is news', async () => {
  const { managers, saved } = managing(settings())
  for (const identity of ['m', 'm', 'other', 'm']) await managers.answered('c1', stamp(identity))
  expect(saved).toEqual(['c1 m', 'c1 other', 'c1 m'])
})

test('a manual connection is its people\'s: no launcher is opened', async () => {
  const { managers, opened } = managing(settings({ transport: 'manual' }))
  expect([await managers.get('c1'), await managers.get('nowhere'), await managers.ids(), opened]).toEqual([null, null, [], []])
})
