/** The composition root as the app sees it: guarded against reaching a browser bundle. Everything is wired in compose.ts. */
import 'server-only'

export { getServer } from './compose'
export { publicOrigins } from './env'
export type { Server, SignedIn } from './compose'
export { log } from './log'
export type { DemoWorld } from './demo-world'
export type { Mailbox } from './notify/mailbox'
export type { Cookie } from './accounts/ports'
export type { Visit as LinkVisit } from './handoff/deps'
export type { RequestCsv } from './handoff/handoffs'
