/** The people of the product's example, as the doors know them. For tests only. */
import type { Actor } from '@/lib/recovery/intents'

export const sato: Actor = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }
export const tanaka: Actor = { id: 'tanaka', name: '田中 健', roles: ['systemBuilder'] }
export const yamada: Actor = { id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }
export const suzuki: Actor = { id: 'suzuki', name: '鈴木 一郎', roles: ['administrator'] }
export const takahashi: Actor = { id: 'takahashi', name: '高橋 直子', roles: ['observer'] }
