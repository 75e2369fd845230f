/** Files that people hand over, as they are stored beside their bytes. Types only. */
import type { RequestKey } from '@/lib/recovery/procedure'
import type { TimeMs } from '@/lib/std/clock'

export type HandedFile = {
  readonly id: string
  readonly recoveryId: string
  readonly leg: number
  readonly request: RequestKey
  readonly name: string
  /** What was announced, until it is whole; then what arrived. */
  readonly sizeBytes: number
  /** Lower-case hex; null until it is whole. */
  readonly sha256: string | null
  readonly owner: { readonly id: string; readonly name: string }
  readonly createdAt: TimeMs
  readonly completedAt: TimeMs | null
  /** An answer or a request names it: it stays. */
  readonly usedAt: TimeMs | null
  readonly removedAt: TimeMs | null
}

export interface HandedFiles {
  add(file: HandedFile): Promise<void>
  get(id: string): Promise<HandedFile | null>
  complete(id: string, whole: { readonly sizeBytes: number; readonly sha256: string; readonly at: TimeMs }): Promise<boolean>
  /** Takes back one that nobody used. */
  remove(id: string, at: TimeMs): Promise<boolean>
  ofRequest(recoveryId: string, leg: number, request: RequestKey): Promise<readonly HandedFile[]>
  /** Hashes of contents that were only ever brought and taken back, all of it before, and that no output has either. */
  takenBack(before: TimeMs, limit: number): Promise<readonly string[]>
  /** Something that is here names this content. */
  isNamed(sha256: string): Promise<boolean>
  /** Forgets the rows of a content that was taken back before. */
  forget(sha256: string, before: TimeMs): Promise<void>
  /** Never became whole, begun before: their bytes are to be removed. */
  abandoned(before: TimeMs, limit: number): Promise<readonly HandedFile[]>
}
