/**
 * A program that writes as fast as it can and says each write after it was acknowledged, until it is killed. Bundled and started by
 * durability.test.ts. Arguments: the address (JSON), and a word that makes this run's recoveries its own.
 */
import { writeSync } from 'node:fs'
import { openDatabase } from '../client'
import { createRecoveryStore } from '../stores/recoveries'
import { begin, next, note } from './samples'
import type { TestAddress } from './index'

const WRITERS = 3
const [address = '{}', run = ''] = process.argv.slice(2)
const engine = await openDatabase(JSON.parse(address) as TestAddress)
const store = createRecoveryStore(engine)

async function write(writer: number): Promise<never> {
  const recoveryId = `R-${run}-${writer}`
  const failedServer = `${run}.${writer}`
  for (let seq = 0; ; seq++) {
    const input = seq === 0 ? begin(recoveryId, { failedServer }) : next(recoveryId, seq, [note(`${seq}`)], { projected: { failedServer } })
    const appended = await store.append(input)
    if (!appended.ok) throw new Error(`refused: ${appended.error.code}`)
    // At once and past every buffer: what is said was acknowledged, and nothing acknowledged stays unsaid for long.
    writeSync(1, `${recoveryId} ${appended.value.seq} ${appended.value.hash}\n`)
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
