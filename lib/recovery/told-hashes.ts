/** What was said of everything that is handed over: the items of step 1, then the files of the hand-over itself. Pure; safe in the browser. */
import type { RecoveryState } from './state'

export const toldHashes = ({ collected, transferred }: Pick<RecoveryState, 'collected' | 'transferred'>): readonly { readonly name: string; readonly sha256: string | null }[] => [
  ...(collected?.items ?? []).map(({ what, sha256, file }) => ({ name: what, sha256: file?.sha256 ?? sha256 })),
  ...(transferred?.files ?? []).map(({ name, sha256 }) => ({ name, sha256 })),
]
