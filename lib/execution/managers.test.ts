import { expect, test } from 'vitest'
import { err } from '@/lib/std/result'
import type { Launcher, Stamp } from './launcher/port'
import { createManagers, type ConnectionSettings } from './managers'
import type { Manager } from './ports'

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
      const name = `${row.id} ${'keyFile' in row ? String(row.keyFile) : '-'}`
      opened.push(name)
      return { state: async () => err({ kind: 'noContact', cause: 'cut', detail: name }), close: async () => void closed.push(name) } as unknown as Launcher
    },
    saveIdentity: async (id, identity) => {
      saved.push(`${id} ${identity}`)
      rows.forEach((row, at) => { if (row.id === id) rows[at] = { ...row, identity } })
    },
  })
  return { managers, opened, closed, saved, rows }
}

/** Which launcher a question came to. */
async function askedOf(manager: Manager | null): Promise<string | undefined> {
  const answer = await manager?.launcher.state('job')
  return answer?.ok === false && answer.error.kind === 'noContact' ? answer.error.detail : undefined
}
const withKey = (keyFile: string): ConnectionSettings => ({ ...settings(), keyFile }) as ConnectionSettings

test('one launcher serves a connection while what it works by stays the same, whoever it turns out to be', async () => {
  const { managers, opened, closed, rows } = managing(withKey('a'))
  await managers.get('c1')
  await managers.answered('c1', stamp('m'))
  rows[0] = { ...withKey('a'), charset: 'euc-jp', pressLimitMs: 1, name: 'mgr01', lastTest: { at: 1, checks: [] }, timeOutsMs: { start: 1 } } as ConnectionSettings
  expect(await managers.get('c1')).toMatchObject({ charset: 'euc-jp', pressLimitMs: 1 })
  expect([opened, closed]).toEqual([['c1 a'], []])
  await managers.close()
  expect([closed, await managers.get('c1')]).toEqual([['c1 a'], null])
})

test('who has a manager in his hands asks whoever serves it at that moment, and nobody where it is gone', async () => {
  const { managers, closed, rows } = managing(withKey('a'))
  const manager = await managers.get('c1')
  expect(await askedOf(manager)).toBe('c1 a')
  rows[0] = withKey('b')
  expect([await askedOf(manager), closed]).toEqual(['c1 b', ['c1 a']])
  rows.length = 0
  expect(await askedOf(manager)).toBe('no launcher')
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
