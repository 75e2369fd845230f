/** What a decision is made of. Pure. */
import { ok, type Result } from '@/lib/std/result'
import { versionOf, type BodyOf, type EventType, type NewEvent } from '../events'
import type { Refusal } from '../refusals'
import type { RecoveryEffect } from '../state'

/** What enters the history, all or nothing, and what is to happen once it is stored. */
export type Decision = { readonly events: readonly NewEvent[]; readonly effects: readonly RecoveryEffect[] }
export type Decided = Result<Decision, Refusal>

export const record = <T extends EventType>(type: T, body: BodyOf<T>): { readonly type: T; readonly v: number; readonly body: BodyOf<T> } => ({ type, v: versionOf(type), body })

export const decided = (events: readonly NewEvent[], effects: readonly RecoveryEffect[] = []): Decided => ok({ events, effects })
