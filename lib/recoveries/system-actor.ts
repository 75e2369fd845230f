/** Who acts where nobody pressed: the machine, which reports what it found. */
import type { Actor } from '@/lib/recovery/intents'

export const SYSTEM: Actor = { id: 'system', name: 'Shirube', roles: 'system' }
