import type { Kit } from '../kit'

/** Where the chain of seals ends. Its row is the lock that makes one writer of many (two instances starting recoveries at once). */
export const defineChainHeads = (kit: Kit) =>
  kit.table('chain_heads', {
    name: kit.text('name').primaryKey(),
    seq: kit.long('seq').notNull(),
    hash: kit.text('hash').notNull(),
  })
