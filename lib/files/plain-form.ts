/**
 * Files that a form brings without script (multipart/form-data), several at once: each goes to the disk as it comes and is hashed on the way.
 * Nothing is gone on with here: a cut form is sent again.
 */
import { Busboy } from '@fastify/busboy'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { err, ok, type Result } from '@/lib/std/result'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { Content, ContentStore, ContentWriter } from './content-store'
import { toFileName } from './file-name'
import { Refused, type Room } from './room'

export type Brought = Content & { readonly name: string }
type Store = { readonly contents: ContentStore; readonly room: Room }
/** How many files it may bring, and what is said of those beyond: their names are not even read. */
type Limit = { readonly filesMax: number; readonly beyond: Refusal }
/** `null`: a field of files that was left empty. */
type Taken = Result<Brought, Refusal> | null

/** Every file of the form that could be taken, and why each other one was not; a form that was cut ends with `uploadBroken`. Throws where the disk fails. */
export async function takeForm(request: Request, store: Store, { filesMax, beyond }: Limit): Promise<readonly Result<Brought, Refusal>[]> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!request.body || !/^multipart\/form-data;.*boundary=/i.test(contentType)) return [err(refuse('formIncomplete'))]
  const busboy = new Busboy({ headers: { 'content-type': contentType }, limits: { files: filesMax, fields: 0 } })
  const open = new Set<Readable>()
  const taking: Promise<Taken>[] = []
  const over: Result<Brought, Refusal>[] = []
  busboy.on('filesLimit', () => over.push(err(beyond)))
  // A part without a name has none, whatever the types say.
  busboy.on('file', (_: string, bytes: Readable, given: string | undefined) => {
    open.add(bytes)
    const taken = takeOne(bytes, given ?? '', store).finally(() => open.delete(bytes))
    // How it ended is asked when the form is through.
    taken.catch(() => undefined)
    taking.push(taken)
  })
  const isCut = await pipeline(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]), busboy).then(() => false, (error: Error) => {
    // What is half here will never end by itself.
    for (const bytes of open) bytes.destroy(error)
    return true
  })
  const ends = await Promise.allSettled(taking)
  const broken = ends.find(({ status }) => status === 'rejected')
  if (broken?.status === 'rejected' && !isCut) throw broken.reason
  const taken = ends.flatMap((end) => (end.status === 'fulfilled' && end.value !== null ? [end.value] : []))
  return [...taken, ...over, ...(isCut ? [err(refuse('uploadBroken'))] : [])]
}

/** Reads to the end whatever happens: the next file of the form comes after it. */
async function takeOne(bytes: Readable, given: string, { contents, room }: Store): Promise<Taken> {
  const name = toFileName(given) ?? ''
  const watch = room.watch(name)
  let sizeBytes = 0
  let writer: ContentWriter | null = null
  let failure: unknown = name === '' ? new Refused(refuse('fileNameUnreadable')) : null
  const keep = async (piece: Uint8Array): Promise<Refused | null> => {
    if (sizeBytes > room.maxBytes) return new Refused(refuse('fileTooBig', { values: { name, n: sizeBytes, max: room.maxBytes } }))
    await watch(piece.byteLength)
    writer ??= await contents.begin()
    await writer.write(piece)
    return null
  }
  try {
    for await (const piece of bytes as AsyncIterable<Uint8Array>) {
      sizeBytes += piece.byteLength
      failure ??= await keep(piece).catch((error: unknown) => room.asRefusal(error, name))
    }
    if (failure === null) return ok({ name, ...(await (writer ?? (await contents.begin())).commit()) })
  } catch (error) {
    failure ??= room.asRefusal(error, name)
  }
  await (writer as ContentWriter | null)?.discard()
  if (given === '' && sizeBytes === 0) return null
  if (failure instanceof Refused) return err(failure.refusal)
  throw failure
}
