import { expect, test } from 'vitest'
import { createLog } from './log'

const written = (fields: object) => {
  const lines: string[] = []
  createLog('info', { write: (line) => lines.push(line) }).info(fields, 'hello')
  return lines.join('')
}

test('a line is one JSON object with time, level as a word, and message', () => {
  expect(JSON.parse(written({ recovery: 'R-2026-0012' }))).toMatchObject({
    level: 'info', msg: 'hello', app: 'shirube', recovery: 'R-2026-0012', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  })
})

test.each([
  { password: 'hunter2' }, { user: { token: 'hunter2' } }, { headers: { 'set-cookie': 'hunter2' } }, { request: { headers: { cookie: 'hunter2' } } },
  { request: { headers: { authorization: 'hunter2' } } }, { DATABASE_URL: 'postgres://a:hunter2@b/c' }, { config: { databaseUrl: 'postgres://a:hunter2@b/c' } },
])('a secret is not written: %j', (fields) => {
  expect(written(fields)).not.toContain('hunter2')
  expect(written(fields)).toContain('[hidden]')
})

test('what a failed statement was given is not written, but what failed, where and why is', () => {
  const cause = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const failed = Object.assign(new Error('Failed query: insert into "output_chunks" values (?, ?)\nparams: hunter2\n    at hunter2 (x.ts:1:1)', { cause }), { query: 'insert', params: ['hunter2'], detail: 'hunter2' })
  const line = written({ err: failed })
  expect(line).not.toContain('hunter2')
  expect(JSON.parse(line).err).toMatchObject({ message: 'Failed query: insert into "output_chunks" values (?, ?)', stack: expect.stringContaining('log.test.ts'), cause: { code: 'SQLITE_FULL', message: 'database or disk is full' } })
})
