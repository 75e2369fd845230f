import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rawOutput } from '@/lib/recoveries/views/output'
import { ok } from '@/lib/std/result'
import type { Launcher } from './launcher/port'
import { sha256, useStage } from './testing/executor-stage'
import { oneManager } from './testing/quick'
import { onChange, until } from './testing/site'

const stage = useStage()
const { executor, press, settled } = stage

describe('output that is not there any more', () => {
  const outOf = (id: string): string => join(stage.site.jobs, id, 'out')
  const known = async (id: string) => {
    const raw = await rawOutput({ attempts: stage.records.attempts, sites: { connection: async () => null, connections: async () => [], units: async () => [], unit: async () => null }, wholeOutput: async () => null }, { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }, id)
    const [ended] = await stage.records.recorded('CommandEnded')
    return { isWhole: raw.ok && raw.value.isWhole, missing: (await stage.records.attempts.output(id, 0, 0))?.missingBytes, bytes: ended?.outputBytes, sha256: ended?.outputSha256 }
  }

  /** Hears nothing of a command's output until then. */
  const deafUntil = (isOver: () => boolean): Launcher => ({
    ...stage.launcher,
    async follow(id, offset, ...rest) {
      const said = await stage.launcher.state(id)
      return isOver() || !said.ok ? stage.launcher.follow(id, offset, ...rest) : ok({ ...said.value, value: { nextOffset: offset, ended: false } })
    },
  })

  test('cut short before it was collected: what is there is recorded, and that it is not all', async () => {
    let isOver = false
    const id = await press()
    executor({ managers: oneManager(deafUntil(() => isOver)), failpoint: async (name) => { if (name === 'after-exit') { isOver = true; writeFileSync(outOf(id), 'beg') } } }).wake(id)
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toEqual({ isWhole: false, missing: 8, bytes: 3, sha256: sha256('beg') })
  })

  test('is not called whole either by the process that collects it again after another one died', async () => {
    let isOver = false
    const id = await press()
    const dying = executor({
      managers: oneManager(deafUntil(() => isOver)),
      failpoint: async (name) => {
        if (name === 'after-exit') { isOver = true; writeFileSync(outOf(id), 'beg') }
        if (name === 'before-outcome') throw new Error('dies')
      },
    })
    dying.wake(id)
    await until(() => isOver && dying.attending().length === 0)
    expect(await stage.records.recorded('CommandEnded')).toEqual([])
    await executor().start()
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toEqual({ isWhole: false, missing: 8, bytes: 3, sha256: sha256('beg') })
  })

  test('removed while the command ran, so that nobody could count it: it is not taken for an empty one', async () => {
    onChange(stage.site, `works; rm "${stage.site.jobs}/\${SHIRUBE_JOB##*/}/out"`)
    const id = await press()
    executor().wake(id)
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toMatchObject({ isWhole: false, missing: 1, bytes: 0 })
  })

  test('removed after another process had followed a part of it: the hash is that of the part', async () => {
    onChange(stage.site, `echo begun; while [ ! -e "${stage.site.folder}/go" ]; do sleep 0.02; done; works; echo over`)
    const first = executor()
    const id = await press()
    first.wake(id)
    await until(async () => (await stage.records.attempts.output(id, 0, 10))?.totalBytes === 6)
    await first.close()
    writeFileSync(join(stage.site.folder, 'go'), '')
    await until(async () => { const said = await stage.launcher.state(id); return said.ok && said.value.value.kind === 'ended' })
    unlinkSync(outOf(id))
    await executor().start()
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toEqual({ isWhole: false, missing: 5, bytes: 6, sha256: sha256('begun\n') })
  })
})

test('a long output is kept whole under its hash, with head and tail in the database', async () => {
  onChange(stage.site, 'head -c 5000000 /dev/urandom >"$folder/noise"; cat "$folder/noise"; works')
  const told: number[] = []
  const id = await press()
  executor({ feed: { changed: () => {}, output: (_, bytes) => told.push(bytes), subscribe: () => () => {} } }).wake(id)
  await settled()
  const [ended] = await stage.records.recorded('CommandEnded')
  const hash = sha256(readFileSync(join(stage.site.folder, 'noise')))
  expect(ended).toMatchObject({ outputBytes: 5_000_000, outputSha256: hash })
  expect(sha256(readFileSync(join(stage.site.folder, 'content', hash.slice(0, 2), hash)))).toBe(hash)
  expect((await stage.records.attempts.output(id, 0, 1))?.totalBytes).toBe(5_000_000)
  expect(told.at(-1)).toBe(5_000_000)
  expect(existsSync(join(stage.site.folder, 'content', 'aside'))).toBe(true)
}, 60_000)
