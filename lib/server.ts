/** The composition root as the app sees it: guarded against reaching a browser bundle. Everything is wired in compose.ts. */
import 'server-only'

export { getServer, publicOrigins } from './compose'
export type { Server, SignedIn } from './compose'
export type { Cookie, DemoAccount, Role } from './accounts/ports'
export type { AttemptOutput, Colleague, Draft, StepAddress } from './recoveries/service'
