/** Uploads behind a real HTTP server on loopback, as the app's doors put them behind theirs. Whoever a request names is there. For tests only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '@/lib/recovery/intents'
import type { Refusal } from '@/lib/recovery/refusals'
import { UPLOADS_PATH } from '../tus'
import type { Uploads } from '../uploads'

export const PERSON = 'x-person'
const STATUS: Readonly<Record<string, number>> = { fileUnknown: 404, fileTooBig: 413, formIncomplete: 400, fileNameUnreadable: 400 }

/** Resolves when it listens, with its address. */
export async function serve(uploads: Uploads): Promise<{ readonly server: Server; readonly address: string; readonly port: number; readonly failures: readonly unknown[] }> {
  const failures: unknown[] = []
  const server = createServer((incoming, outgoing) => {
    answer(uploads, incoming).then((response) => send(response, outgoing)).catch((error: unknown) => {
      failures.push(error)
      outgoing.writeHead(500).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { server, address: `http://127.0.0.1:${port}`, port, failures }
}

async function answer(uploads: Uploads, incoming: IncomingMessage): Promise<Response> {
  const hasBody = !['GET', 'HEAD'].includes(incoming.method ?? '')
  const request = new Request(`http://127.0.0.1${incoming.url}`, {
    method: incoming.method, headers: Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  })
  const { pathname } = new URL(request.url)
  const actor: Actor = { id: request.headers.get(PERSON) ?? 'yamada', name: '山田 太郎', roles: ['resourceManager'] }
  const [id] = pathname.split('/').slice(3)
  if (pathname.startsWith('/api/files/')) return unwrap(await uploads.download(request, actor, id ?? ''))
  if (pathname === `${UPLOADS_PATH}/plain`) {
    const brought = await uploads.plain(request, actor)
    return brought.ok ? Response.json(brought.value) : unwrap(brought)
  }
  return unwrap(await uploads.tus(request, actor, id ?? null))
}

const unwrap = (answered: { readonly ok: true; readonly value: Response } | { readonly ok: false; readonly error: Refusal }): Response =>
  answered.ok ? answered.value : Response.json(answered.error, { status: STATUS[answered.error.code] ?? 409 })

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body) await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing).catch(() => undefined)
  else outgoing.end()
}
