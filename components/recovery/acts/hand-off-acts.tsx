'use client'
/** The forms between the two parties, with their files: loaded by the pages of hand-off steps alone, since most steps have none. */
import type { ReactNode } from 'react'
import { FilesBeside } from '@/components/files/on-the-way'
import type { StepAct } from '@/lib/recoveries/dto'
import { useRun } from '../run-context'
import { BringFiles } from './bring-files'
import { CollectAct } from './collect-act'
import { ReceiveAct } from './receive-act'
import { ReportAct } from './report-act'
import { RequestAct } from './request-act'
import { TransferAct } from './transfer-act'

export type HandOffAct = Extract<StepAct, 'sendRequest' | 'answerCollect' | 'answerReport' | 'answerTransfer' | 'receiveTransfer'>
const FORMS: Readonly<Record<HandOffAct, (props: { onBehalf?: boolean }) => ReactNode>> = { sendRequest: RequestAct, answerCollect: CollectAct, answerReport: ReportAct, answerTransfer: TransferAct, receiveTransfer: ReceiveAct }

export function HandOffActs({ act }: { act: HandOffAct }) {
  const { view: { definition } } = useRun()
  const Form = FORMS[act]
  // A short request of steps 1 and 13 has no files; what is received brings none.
  const takesFiles = act !== 'receiveTransfer' && (act !== 'sendRequest' || definition.key === 'request-replacement')
  return takesFiles ? <FilesBeside><div className="grid gap-6"><BringFiles /><Form /></div></FilesBeside> : <Form />
}
