/**
 * Shapes and colour roles of the states. One path per icon, even-odd, marks cut out, so that each survives forced colours, greyscale
 * and print; outlines differ, because circles with different insides cannot be told apart at 24 px.
 */
import type { TokenName } from './tokens'

export const ICON = {
  done: 'M12 2a10 10 0 1 1 0 20a10 10 0 0 1 0-20zM10.4 16.9l7.4-7.4-1.8-1.8-5.6 5.6-2.5-2.5-1.8 1.8z',
  failed: 'M5.6 2.4 12 8.8l6.4-6.4 3.2 3.2L15.2 12l6.4 6.4-3.2 3.2L12 15.2l-6.4 6.4-3.2-3.2L8.8 12 2.4 5.6z',
  ready: 'M2 4h12l8.5 8L14 20H2zM6 8v8l7-4z',
  running: 'M5 2h14v3.6L13.8 12 19 18.4V22H5v-3.6L10.2 12 5 5.6zM8 4.5 12 9.6 16 4.5zM12 14.4 8 19.5h8z',
  waiting: 'M2 4h20v16H2zM4 7.3V18h16V7.3l-8 5.6zM5.3 6l6.7 4.6L18.7 6z',
  notNeeded: 'M3 10.4h18v3.2H3z',
  attention: 'M12 1.5 23.5 21.5H.5zM12 5.5 3.9 19.5h16.2zM11 10h2v5h-2zM11 16.3h2v2h-2z',
  unknown: 'M12 .8 23.2 12 12 23.2.8 12zM11 15.6v2.4h2v-2.4zM8.4 9.6h2c0-1 .7-1.7 1.6-1.7s1.6.6 1.6 1.5c0 .8-.4 1.2-1.2 1.8-.9.7-1.4 1.4-1.4 2.6v.4h2v-.2c0-.7.3-1 1-1.6.9-.7 1.6-1.5 1.6-3 0-2-1.5-3.4-3.6-3.4S8.4 7.4 8.4 9.6z',
  skipped: 'M10.8 2.1h2.4v2h-2.4zM10.8 19.9h2.4v2h-2.4zM2.1 10.8h2v2.4h-2zM19.9 10.8h2v2.4h-2zM4.2 5.6 5.6 4.2 7.3 5.9 5.9 7.3zM16.7 5.9 18.4 4.2 19.8 5.6 18.1 7.3zM4.2 18.4 5.9 16.7 7.3 18.1 5.6 19.8zM16.7 18.1 18.1 16.7 19.8 18.4 18.4 19.8zM8 8l6 4-6 4zM14 8h2v8h-2z',
  stopped: 'M3 3h18v18H3zM5 5v14h14V5zM8 8h8v8H8z',
  held: 'M5 2h5v20H5zM14 2h5v20h-5z',
  idle: 'M12 7.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9z',
} as const

export type IconShape = keyof typeof ICON
/** The yellow of the triangle lies underneath; it is dropped in forced colours. */
export const ATTENTION_FILL = 'M12 3.5 22 20.5H2z'

/** Every state that a screen can show, by key; its word is the message `states.<key>`. */
export const STATE_LOOK = {
  idle: { shape: 'idle', role: 'st-idle' },
  ready: { shape: 'ready', role: 'st-active' },
  running: { shape: 'running', role: 'st-active' },
  verifying: { shape: 'running', role: 'st-active' },
  waiting: { shape: 'waiting', role: 'st-active' },
  done: { shape: 'done', role: 'st-done' },
  doneWarn: { shape: 'done', role: 'st-done' },
  doneLater: { shape: 'done', role: 'st-done' },
  notNeeded: { shape: 'notNeeded', role: 'st-idle' },
  skipped: { shape: 'skipped', role: 'st-idle' },
  wentOnWithout: { shape: 'skipped', role: 'st-idle' },
  attention: { shape: 'attention', role: 'st-att' },
  failed: { shape: 'failed', role: 'st-fail' },
  unknown: { shape: 'unknown', role: 'st-att' },
  held: { shape: 'held', role: 'st-idle' },
  stopped: { shape: 'stopped', role: 'st-idle' },
  completed: { shape: 'done', role: 'st-done' },
} as const satisfies Record<string, { shape: IconShape; role: TokenName }>

export type StateKey = keyof typeof STATE_LOOK
