/** The composition root as the app sees it: guarded against reaching a browser bundle. Everything is wired in compose.ts. */
import 'server-only'

export { getRunning, getServer, publicOrigins, WrongInstallation } from './compose'
export type { Live, Server, SignedIn } from './compose'
export { log } from './log'
export type { DemoWorld } from './demo-world'
export type { Cookie, DemoAccount } from './accounts/ports'
export type { AttemptOutput, Colleague, Draft, StepAddress } from './recoveries/service'
