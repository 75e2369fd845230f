import { classNames } from './class-names'
import { ATTENTION_FILL, ICON, STATE_LOOK, type StateKey } from './icons'
import type { STATUS_ROLES } from './tokens'

const COLOUR: Readonly<Record<(typeof STATUS_ROLES)[number], string>> = {
  'st-active': 'text-st-active',
  'st-done': 'text-st-done',
  'st-fail': 'text-st-fail',
  'st-att': 'text-st-att-line',
  'st-idle': 'text-st-idle',
}

/** The shape of a state; says nothing by itself, the word stands beside it. */
export function StatusIcon({ state, size = 24 }: { state: StateKey; size?: 20 | 24 | 32 }) {
  const { shape, role } = STATE_LOOK[state]
  const moving = shape === 'running'
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden focusable="false" data-role="icon" data-shape={shape} className={classNames('flex-none', shape === 'attention' ? 'text-st-att-mark' : COLOUR[role], moving && 'hourglass')}>
      {shape === 'attention' && <path data-under d={ATTENTION_FILL} className="fill-st-att" />}
      <path d={ICON[shape]} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}

/** Shape and word; the way a state is shown everywhere. */
export function StateLabel({ state, word, size }: { state: StateKey; word: string; size?: 20 | 24 | 32 }) {
  return (
    <span className="inline-flex items-center gap-2 font-bold text-dense align-middle">
      <StatusIcon state={state} size={size} />
      <span>{word}</span>
    </span>
  )
}
