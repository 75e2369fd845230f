/** A process of its own that takes uploads, for tests that kill it or measure it. Bundled and started by hosts.ts. Takes one JSON argument; says `ready PORT`. For tests only. */
import { openDatabase } from '@/db/client'
import type { TestAddress } from '@/db/testing'
import { createUploads } from '../uploads'
import { serve } from './serve'
import { wire } from './stage'

export type HostOrder = { readonly database: TestAddress; readonly folder: string }

const order = JSON.parse(process.argv[2] ?? '') as HostOrder
const uploads = createUploads(wire(await openDatabase(order.database), order.folder))
await uploads.tidy()
const { port } = await serve(uploads)
process.stdout.write(`ready ${port}\n`)
