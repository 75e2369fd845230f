import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutbox } from '@/db/stores/mails'
import { openTestDatabase, type TestDatabase } from '@/db/testing/index'
import { useProgram } from '@/db/testing/program'
import { STARTED_AT } from '@/db/testing/samples'
import type { MailFailpoint } from './courier'
import { startMailServer, type MailServer } from './testing/mail-server'
import { fill, LEASE_MS, mailOfEvent, RECOVERY } from './testing/outbox'
import type { CourierTask } from './testing/courier-process'

/** Each starts two or three processes. */
const SLOW_MS = 120_000

const courier = useProgram(path.join(import.meta.dirname, 'testing/courier-process.ts'))

let database: TestDatabase
let server: MailServer
beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  server = await startMailServer()
  await fill(database, [mailOfEvent('yamada')])
})
afterEach(async () => {
  await server.close()
  await database.dispose()
})

/** A sender in a process of its own, the `nth` lease later. Answers what it died of. */
async function run(nth: number, dieAt: MailFailpoint | null): Promise<NodeJS.Signals | null> {
  const task: CourierTask = { address: database.address, port: server.port, now: STARTED_AT + nth * LEASE_MS, owner: `process-${nth}`, dieAt }
  const program = spawn(process.execPath, [courier, JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  program.stderr.on('data', (text) => { complaint += String(text) })
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => program.once('close', (_, by) => resolve(by)))
  expect(complaint).toBe('')
  return signal
}
const stored = async () => (await createOutbox(database.engine).ofRecovery(RECOVERY))[0]
const messageIds = () => server.arrived.map(({ mail }) => mail.messageId)
const ID = '<yamada@shirube.example.com>'

test('killed before it was sent: it goes out once, when the lease is over', async () => {
  expect(await run(0, 'mail-before-send')).toBe('SIGKILL')
  expect([messageIds(), (await stored())?.status]).toEqual([[], 'sending'])
  expect(await run(1, null)).toBeNull()
  expect(messageIds()).toEqual([ID])
  expect(await stored()).toMatchObject({ status: 'sent', repeated: true, tries: 2 })
}, SLOW_MS)
test('killed after it was sent, before that was noted: it is repeated once, with the same Message-ID and a link of its own', async () => {
  expect(await run(0, 'mail-after-send')).toBe('SIGKILL')
  expect([messageIds(), (await stored())?.status]).toEqual([[ID], 'sending'])
  expect(await run(1, null)).toBeNull()
  expect(messageIds()).toEqual([ID, ID])
  expect(server.arrived.map(({ mail }) => /\/h\/\S+/.exec(mail.text ?? '')?.[0]).filter((link, index, all) => all.indexOf(link) === index)).toHaveLength(2)
  expect(await stored()).toMatchObject({ status: 'sent', repeated: true })
}, SLOW_MS)
test.each(['mail-before-send', 'mail-after-send'] as const)('killed again in the repeat (%s): nothing goes out a third time, and it is said that nobody knows', async (dieAt) => {
  expect(await run(0, 'mail-after-send')).toBe('SIGKILL')
  expect(await run(1, dieAt)).toBe('SIGKILL')
  expect(await run(2, null)).toBeNull()
  expect(messageIds()).toEqual(dieAt === 'mail-after-send' ? [ID, ID] : [ID])
  expect(await stored()).toMatchObject({ status: 'uncertain', repeated: true, problem: null })
}, SLOW_MS)
