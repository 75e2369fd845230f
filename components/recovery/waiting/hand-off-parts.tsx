'use client'
/** What a step shows of its request and of the answer; loaded by the pages of hand-off steps alone. */
import type { RequestState } from '@/lib/recovery/state'
import { ReceiverActs } from './receiver-acts'
import { RequestFacts } from './request-facts'
import { WaitingCard } from './waiting-card'

/** `as`: for its receiver, for who sent it, for who waits for the answer. */
export function RequestPart({ request, as }: { request: RequestState; as: 'receiver' | 'sender' | 'waiting' }) {
  if (as === 'waiting') return <WaitingCard request={request} />
  return <section><RequestFacts request={request} />{as === 'receiver' && <ReceiverActs />}</section>
}

export { AnswerRecord } from '../card/answer-record'
