import type { Translated } from '../../message-types'
import type { connectManager as ja } from '../ja/connect-manager'

export const connectManager: Translated<typeof ja> = {
  what: 'Connect from the management terminal to the virtual system management server.\nShirube reads the state of the management unit. It only reads; nothing is changed.',
  expected: 'The state of the management unit appears.',
  verify: 'The answer of status was read to its end',
  ifFails: 'If it cannot be read, contact the virtual server manager administrator.\nLook at the server communication agent, then at the management network.\nIf you looked by hand, record it with the reason.',
}
