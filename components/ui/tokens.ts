/**
 * The one place of colour values: tests compute contrast and colour-blind distance over them, and hold globals.css to them.
 * Names without a theme; each carries [light, dark]. Components never write a colour, they use the utility of the name.
 */
export type Token = readonly [light: string, dark: string]

export const TOKENS = {
  'canvas': ['#ffffff', '#1a1a1a'],
  'sub': ['#f2f2f2', '#262626'],
  'fg': ['#333333', '#e6e6e6'],
  'fg-muted': ['#4d4d4d', '#b3b3b3'],
  'line': ['#767676', '#949494'],
  'hair': ['#cccccc', '#4d4d4d'],
  'link': ['#00118f', '#9db7f9'],
  'act': ['#0017c1', '#9db7f9'],
  'act-hover': ['#00118f', '#c5d7fb'],
  'act-fg': ['#ffffff', '#1a1a1a'],
  'danger': ['#ce0000', '#ff9696'],
  'danger-hover': ['#a90000', '#ffbbbb'],
  'danger-fg': ['#ffffff', '#1a1a1a'],
  'st-active': ['#0017c1', '#7096f8'],
  'st-done': ['#0c472a', '#c2e5d1'],
  'st-fail': ['#ec0000', '#ff5454'],
  'st-att': ['#ffc700', '#ffc700'],
  'st-att-ink': ['#1a1a1a', '#1a1a1a'],
  'st-att-line': ['#604b00', '#ffc700'],
  /** outline and mark over the yellow fill */
  'st-att-mark': ['#604b00', '#1a1a1a'],
  'st-idle': ['#767676', '#949494'],
  'tx-fail': ['#a90000', '#ffbbbb'],
  'tx-att': ['#604b00', '#ffe380'],
  'tint-active': ['#e8f1fe', '#000060'],
  'tint-fail': ['#fdeeee', '#3d0000'],
  'tint-att': ['#fbf5e0', '#3a2d00'],
  'focus': ['#000000', '#ffffff'],
  'focus-ring': ['#ffd43d', '#000000'],
} as const satisfies Record<string, Token>

export type TokenName = keyof typeof TOKENS

/** The output of commands stands on a dark pane in both themes. */
export const LOG_TOKENS = {
  'log-pane': '#1a1a1a',
  'log-fg': '#e6e6e6',
  'log-muted': '#b3b3b3',
  'log-red': '#ff9696',
  'log-green': '#71c598',
  'log-yellow': '#ffd43d',
  'log-blue': '#9db7f9',
  'log-magenta': '#f661f6',
  'log-cyan': '#79e2f2',
} as const

/** The five roles that a state's colour can have; `att` is a fill and always has its outline and mark. */
export const STATUS_ROLES = ['st-active', 'st-done', 'st-fail', 'st-att', 'st-idle'] as const satisfies readonly TokenName[]
