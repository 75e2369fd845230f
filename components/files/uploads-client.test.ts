import { expect, test } from 'vitest'
import { NotAnswered, refusalIn } from './uploads-client'
import { toPercent } from './uploads-state'

const answer = (status: number, body = '') => ({ originalResponse: { getStatus: () => status, getBody: () => body, getHeader: () => undefined, getUnderlyingObject: () => null }, causingError: null })
const problem = (status: number, said: object) => answer(status, JSON.stringify(said))

test.each([
  ['our refusal, with its values', problem(413, { code: 'fileTooBig', values: { n: 5 } }), { code: 'fileTooBig', values: { n: 5 } }], ['one that comes as 409', problem(409, { code: 'requestNotOpen' }), { code: 'requestNotOpen', values: undefined }],
  ['a full disk', problem(507, { code: 'diskFull' }), { code: 'diskFull', values: undefined }], ['signed out', problem(401, { code: 'signedOut' }), { code: 'signedOut', values: undefined }],
  ['signed out, found by asking', { originalResponse: null, causingError: new NotAnswered(401) }, { code: 'signedOut' }], ['what no other try changes', answer(413, 'Maximum size exceeded\n'), { code: 'uploadBroken', values: { name: 'a.zip' } }],
])('%s ends it', (_, error, refusal) => expect(refusalIn(error, 'a.zip')).toEqual(refusal))

test.each([
  ['no line', { originalResponse: null, causingError: null }], ['a mistake of the server', problem(500, { code: 'internal' })], ['a proxy whose server is away', answer(502, '<html>')], ['another place', answer(409, 'Upload-Offset conflict\n')],
  ['a hanging request', answer(423)], ['a request that took too long', answer(408)], ['no answer to a question', { originalResponse: null, causingError: new NotAnswered(503) }],
])('%s is tried again', (_, error) => expect(refusalIn(error, 'a.zip')).toBeNull())

test.each([[0, 1_000, 0], [49, 1_000, 0], [50, 1_000, 5], [999, 1_000, 95], [1_000, 1_000, 100], [0, 0, 100]])('%i of %i bytes are %i percent', (sent, size, percent) => expect(toPercent(sent, size)).toBe(percent))
