/** What the page of the simulated world shows: plain data, apart from the simulator's own types. */
export type WorldMachine = { readonly name: string; readonly ip: string; readonly serviceIp: string; readonly template: string; readonly power: 'on' | 'off'; readonly dead: boolean; readonly connected: boolean; readonly application: 'none' | 'stopped' | 'running' }
export type WorldServer = { readonly id: string; readonly logical: string; readonly updateScope: string; readonly mark: { readonly at: number; readonly comment: string } | null }
export type World = { readonly units: readonly { readonly name: string; readonly servers: readonly WorldServer[] }[]; readonly machines: readonly WorldMachine[]; readonly templates: readonly { readonly name: string; readonly version: string }[] }
export type Scenario = { readonly command: string; readonly preset: string; readonly times: number | null }

/** Commands that a behaviour can be chosen for, and the behaviours by name. */
export const WORLD_COMMANDS = ['anyChange', 'start', 'stop', 'detach', 'attach', 'update', 'unmark', 'status'] as const
export const PRESETS = ['slow', 'busy', 'warning', 'abnormal', 'abnormalChanges', 'lie', 'dieBefore', 'dieAfter', 'garbage', 'hang', 'settle', 'stopOffline', 'silent', 'cut'] as const
