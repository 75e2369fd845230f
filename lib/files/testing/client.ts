/** How browsers speak to uploads, by hand (one request at a time) and by the library that the page uses; and a line that is cut. For tests only. */
import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { Upload } from 'tus-js-client'
import { OF } from './stage'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that repeat nowhere near a buffer's length: a piece in a wrong place is found out. */
export function bytesOf(sizeBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes)
  for (let at = 0; at + 4 <= sizeBytes; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) >>> 0, at)
  return bytes.fill(7, sizeBytes - (sizeBytes % 4))
}

export const metadataOf = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values).map(([name, value]) => `${name} ${Buffer.from(String(value)).toString('base64')}`).join(',')

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string }

/** One request. `body` may be a stream; `headers` beside those of the protocol. */
export function ask(address: string, method: string, path: string, headers: Readonly<Record<string, string | number>> = {}, body?: Uint8Array | Readable): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${address}${path}`, { method, headers: { 'tus-resumable': '1.0.0', ...headers } }, (incoming) => {
      let text = ''
      incoming.on('data', (piece: Buffer) => { text += piece.toString() }).on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])), text }))
    })
    sent.on('error', reject)
    if (body instanceof Readable) body.on('error', reject).pipe(sent)
    else sent.end(body)
  })
}

/** Begins an upload; its path, or the answer that refused it. */
export const announce = (address: string, name: string, sizeBytes: number | string, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask(address, 'POST', '/api/uploads', { 'upload-length': sizeBytes, 'upload-metadata': metadataOf({ ...OF, name }), ...more })

export const place = ({ headers }: Answer): string => headers.get('location') ?? ''

export const patch = (address: string, path: string, offset: number, body: Uint8Array | Readable, more: Readonly<Record<string, string | number>> = {}): Promise<Answer> =>
  ask(address, 'PATCH', path, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', ...more }, body)

/** Uploads as the page does it, with its library, going on after every cut. */
export function bring(address: string, bytes: Buffer, options: { readonly name?: string; readonly chunkSize?: number; readonly uploadUrl?: string } = {}): Promise<string> {
  const { name = 'data.bin', ...more } = options
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${address}/api/uploads`, metadata: { ...OF, leg: '1', name }, retryDelays: Array.from({ length: 20 }, () => 0), storeFingerprintForResuming: false,
      onSuccess: () => resolve(new URL(upload.url ?? '').pathname), onError: reject, ...more,
    })
    upload.start()
  })
}

/** A line to a port that is cut whenever so many bytes went through it, so many times. */
export async function cutLine(port: number, everyBytes: number, times: number): Promise<{ readonly address: string; readonly cuts: () => number; close(): void }> {
  let cuts = 0
  const open = new Set<Socket>()
  const line = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    let passed = 0
    for (const end of [near, far]) open.add(end.on('error', () => undefined).on('close', () => { near.destroy(); far.destroy() }))
    near.on('data', (piece: Buffer) => {
      passed += piece.length
      if (passed < everyBytes || cuts >= times) return
      cuts += 1
      near.destroy()
    })
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((listening) => line.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`, cuts: () => cuts,
    close: () => {
      for (const end of open) end.destroy()
      line.close()
    },
  }
}
