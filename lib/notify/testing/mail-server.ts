/** For tests only: a real SMTP server on the loopback address that refuses, cuts and keeps what it took. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Certificate } from './certificate'

export type Answer = { readonly code: number; readonly words: string }
export type Arrived = { readonly from: string; readonly to: readonly string[]; readonly isEncrypted: boolean; readonly user: string | null; readonly raw: string; readonly mail: ParsedMail }

/** What the server does now; may be changed while it runs. */
export type Behaviour = {
  readonly mailFrom?: Answer
  /** by address */
  readonly rcptTo?: Readonly<Record<string, Answer>>
  readonly data?: Answer
  /** The connection breaks when the first bytes of a mail arrive. */
  readonly cutsData?: boolean
  /** The whole mail is taken; then the connection breaks, or nothing is said until the promise is kept. */
  readonly afterwards?: 'cuts' | Promise<void>
}
export type ServerOptions = {
  /** A former one, to come back where it was. */
  readonly port?: number
  readonly login?: { readonly user: string; readonly pass: string }
  readonly security?: 'none' | 'tls' | 'startTls'
  readonly certificate?: Certificate
  readonly size?: number
}
export type MailServer = { readonly port: number; readonly arrived: readonly Arrived[]; behave(behaviour: Behaviour): void; close(): Promise<void> }

/** More than the two ends of a connection keep in between: it is not handed over before the server has read from it. */
export const LARGE_TEXT = `${'x'.repeat(70)}\n`.repeat(200_000)

const refusal = ({ code, words }: Answer): Error => Object.assign(new Error(words), { responseCode: code })

export async function startMailServer({ port = 0, login, security = 'none', certificate, size }: ServerOptions = {}): Promise<MailServer> {
  const arrived: Arrived[] = []
  let behaviour: Behaviour = {}
  const server = new SMTPServer({
    secure: security === 'tls', ...certificate, logger: false, disabledCommands: security === 'startTls' ? [] : ['STARTTLS'], allowInsecureAuth: true, authOptional: login === undefined, disableReverseLookup: true, closeTimeout: 0,
    ...(size !== undefined && { size, rejectOversized: true }),
    onAuth: ({ username, password }, _session, done) => (username === login?.user && password === login?.pass ? done(null, { user: username }) : done(refusal({ code: 535, words: '5.7.8 Authentication failed' }))),
    onMailFrom: (_address, _session, done) => done(behaviour.mailFrom ? refusal(behaviour.mailFrom) : null),
    onRcptTo: ({ address }, _session, done) => done(behaviour.rcptTo?.[address] ? refusal(behaviour.rcptTo[address]) : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        // Without a word, as a machine that loses its power.
        if (behaviour.cutsData) for (const connection of server.connections) connection.close()
      })
      stream.on('end', () => {
        if (behaviour.cutsData) return
        if (behaviour.data) return done(refusal(behaviour.data))
        void keep(arrived, Buffer.concat(parts), session).then(async () => {
          if (behaviour.afterwards === 'cuts') for (const connection of server.connections) connection.close()
          else await behaviour.afterwards
          done()
        })
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { port: (server.server.address() as AddressInfo).port, arrived, behave: (next) => void (behaviour = next), close: () => new Promise((resolve) => server.close(resolve)) }
}

async function keep(arrived: Arrived[], raw: Buffer, { envelope, secure, user }: SMTPServerSession): Promise<void> {
  const mail = await simpleParser(raw)
  arrived.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address), isEncrypted: Boolean(secure), user: user === undefined ? null : String(user), raw: raw.toString('utf8'), mail })
}

export type Line = { readonly port: number; readonly heard: readonly string[]; close(): Promise<void> }

/** A server that follows no rules: what it does with a connection is the test's. */
export async function startLine(onConnection: (socket: Socket) => void): Promise<Line> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => heard.push(bytes.toString('utf8')))
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    }),
  }
}
