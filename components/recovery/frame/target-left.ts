/** How a recovery stands against its target time. Pure. */
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { TimeMs } from '@/lib/std/clock'

export type TargetLeft = { readonly level: 'none' | 'left' | 'soon' | 'over' | 'overHeld'; readonly leftMs: number }

/** From this share of the time on a word says that little is left; colour alone never does. */
const SOON_SHARE = 0.8

/** `now`: or the moment when service was restored, where it was. Counted from detection. */
export function targetLeft({ targetAt, detectedAt, held }: Pick<RecoveryView, 'targetAt' | 'detectedAt' | 'held'>, now: TimeMs): TargetLeft {
  if (targetAt === null) return { level: 'none', leftMs: 0 }
  const leftMs = targetAt - now
  if (leftMs < 0) return { level: held ? 'overHeld' : 'over', leftMs }
  return { level: now - detectedAt >= (targetAt - detectedAt) * SOON_SHARE ? 'soon' : 'left', leftMs }
}
