/**
 * Output is shown whole, or says that it is not: whatever bytes a command writes, however fast, their count and hash in the record agree with
 * the file on the management server, the download gives the same bytes, and the page's pieces put together are the same text.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { createContentStore } from '@/lib/files/content-store'
import { outputView, rawOutput } from '@/lib/recoveries/views/output'
import type { Connection } from '@/lib/sites/ports'
import { oneManager, quickExecutor, statusReaderOf, CONNECTION } from './testing/quick'
import { sshOptions } from './testing/over-ssh'
import { openRecords } from './testing/records'
import { createSite, onChange, openLauncher, removeSite, UNIT, until, type Site, type SiteOptions } from './testing/site'
import { startSshd, type Sshd } from './testing/sshd'

const BIG_BYTES = (inject('isThorough') ? 100 : 8) * 1_048_576
const ACTOR = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] } as const
type Charset = Connection['charset']

let sshd: Sshd
beforeAll(async () => { sshd = await startSshd() })
afterAll(() => sshd.close())

let site: Site
afterEach(() => removeSite(site))

/** Presses a command that does `lines`, until its outcome is settled; then all that is known of its output. */
async function outputOf(options: SiteOptions, lines: string, { charset = 'utf-8', prepare = () => {} }: { charset?: Charset; prepare?: (folder: string) => void } = {}) {
  site = createSite(options)
  prepare(site.folder)
  onChange(site, `works; ${lines}`)
  const launcher = openLauncher(site)
  const records = await openRecords(site.database)
  const managers = oneManager(launcher, 30_000, charset)
  const executor = quickExecutor(site, records, launcher, { managers })
  try {
    const probed = await launcher.probe()
    const { reading } = await statusReaderOf(managers).readNow(CONNECTION, UNIT)
    const id = randomUUID()
    await records.press({ id, managerIdentity: probed.ok ? probed.value.identity : '', basedOn: reading }, executor.hold)
    executor.wake(id)
    await until(async () => (await records.attempts.unsettled()).length === 0, () => records.history(), 120_000)
    const [ended] = await records.recorded('CommandEnded')
    const contents = createContentStore(join(site.folder, 'content'))
    const sites = { connection: async () => ({ charset }) as Connection, connections: async () => [], units: async () => [], unit: async () => null }
    const deps = { attempts: records.attempts, sites, wholeOutput: (sha256: string) => contents.read(sha256) }
    const raw = await rawOutput(deps, ACTOR, id)
    let text = ''
    for (let offset = 0, more = true; more; ) {
      const piece = await outputView(deps, ACTOR, id, offset)
      if (!piece.ok) throw new Error(piece.error.code)
      text += piece.value.text
      more = piece.value.nextOffset > offset
      offset = piece.value.nextOffset
    }
    const there = join(site.jobs, id, 'out')
    return {
      recorded: { bytes: ended?.outputBytes, sha256: ended?.outputSha256 }, there: await measure(createReadStream(there)), file: there, text,
      downloaded: raw.ok ? { ...(await measure(raw.value.bytes)), isWhole: raw.value.isWhole } : raw.error,
    }
  } finally {
    await executor.close()
    await launcher.close()
    await records.close()
  }
}

async function measure(stream: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const part of stream) {
    hash.update(part)
    bytes += part.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

const expectWhole = ({ recorded, there, downloaded }: Awaited<ReturnType<typeof outputOf>>, bytes: number): void => {
  expect(there.bytes).toBe(bytes)
  expect(recorded).toEqual(there)
  expect(downloaded).toEqual({ ...there, isWhole: true })
}
const print = (bytes: Uint8Array) => ({ prepare: (folder: string) => writeFileSync(join(folder, 'to-print'), bytes) })
const PRINT = 'cat "$folder/to-print"'

const transports: readonly (readonly [string, () => SiteOptions])[] = [['local', () => ({})], ['ssh', () => ({ ssh: (plain) => sshOptions(sshd, plain) })]]
describe.each(transports)('%s', (_, options) => {
  test('more than the database keeps, any bytes, no line end', async () => {
    const block = randomBytes(1_048_576)
    expectWhole(await outputOf(options(), `at=0; while [ $at -lt ${BIG_BYTES / block.length} ]; do cat "$folder/to-print"; at=$((at + 1)); done`, print(block)), BIG_BYTES)
  }, 240_000)

  test('NUL, control sequences, half a character at the end, and what looks like our own protocol', async () => {
    const bytes = Buffer.concat([Buffer.from('\0\u001b[31mred\u001b[0m\r\nshirube/1 x\ndata 3\nnext 0 end\n'), Buffer.from([0xff, 0xfe, 0xe9, 0x9a])])
    const output = await outputOf(options(), PRINT, print(bytes))
    expectWhole(output, bytes.length)
    expect(output.text).toBe(bytes.toString('utf8'))
  }, 60_000)

  test('a drip of single bytes, a character of Shift_JIS in halves', async () => {
    const bytes = iconv.encode('表示能力\n障害', 'shift_jis')
    const drip = [...bytes].map((byte) => `printf '\\${byte.toString(8).padStart(3, '0')}'; sleep 0.03`).join('; ')
    const output = await outputOf(options(), drip, { charset: 'shift_jis' })
    expectWhole(output, bytes.length)
    expect(output.text).toBe('表示能力\n障害')
  }, 60_000)
})

test.each([['shift_jis', 'shift_jis'], ['euc-jp', 'euc-jp'], ['utf-8', 'utf-8']] as const)('%s without a line end: no character is torn between two pieces of the page', async (charset, encoding) => {
  const text = `a${'障害復旧ー表ソ'.repeat(40_000)}`
  const bytes = iconv.encode(text, encoding)
  const output = await outputOf({}, PRINT, { charset, ...print(bytes) })
  expectWhole(output, bytes.length)
  expect(output.text === text).toBe(true)
}, 60_000)

test.each([['shift_jis', 'a'], ['euc-jp', 'a'], ['utf-8', '']] as const)('%s: the kept head may end in half a character, and the page goes on behind the cut, to the end', async (charset, before) => {
  const text = `${before}${'障害'.repeat(charset === 'utf-8' ? 524_288 : 786_432)}終`
  const output = await outputOf({}, PRINT, { charset, ...print(iconv.encode(text, charset)) })
  expect([output.text.startsWith(text.slice(0, 300_000)), output.text.endsWith(text.slice(-300_000))]).toEqual([true, true])
  expect(output.text.length).toBeLessThan(text.length)
}, 60_000)

test('a command that asks at standard input hears nobody, and its question is shown', async () => {
  const output = await outputOf({ ssh: (plain) => sshOptions(sshd, plain) }, 'printf "Really? "; if read -r answer; then echo "got $answer"; else echo "nobody there"; fi')
  expect(output.text).toBe('Really? nobody there\n')
  expect(readFileSync(output.file, 'utf8')).toBe(output.text)
})
