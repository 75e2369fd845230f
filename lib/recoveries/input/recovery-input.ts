/** What is posted for an act on the recovery as a whole, and by the start wizard. */
import { z } from 'zod'
import type { RecoveryAct } from '../forms'
import { address, choice, hiddenId, line, longText, needed, neededText, optionalAddress, optionalHiddenId, optionalTime, pastedText, reason, ticked, time, unitName } from './fields'
import { stepKey } from './step-input'

const place = { recoveryId: hiddenId, key: hiddenId }
const act = <const A extends RecoveryAct, F extends z.ZodRawShape>(name: A, fields: F) => z.object({ ...place, ...fields, act: z.literal(name) })

export const recoveryInput = z.discriminatedUnion('act', [
  act('takeControl', {}),
  act('giveControl', { to: hiddenId }),
  act('hold', { category: choice(['parts', 'vendor', 'approval', 'nextBusinessDay', 'other']), reason, plannedAt: optionalTime, informed: line }),
  act('resume', {}),
  act('switch', { to: z.enum(['reuse', 'replace']), reason, dueAt: optionalTime }),
  act('stop', { reason }),
  act('restoreService', { restored: choice(['yes', 'no']), at: optionalTime, by: line, reason: longText }),
  act('end', { openData: longText, told: z.array(z.object({ line, who: line, at: optionalTime }).optional()).max(50).default([]), untold: longText, summary: longText }),
  act('note', { text: neededText(), leg: z.string().regex(/^\d{0,4}$/).default(''), step: stepKey.or(z.literal('')).default('') }),
])
export type RecoveryInput = z.output<typeof recoveryInput>

/** What `status` of a unit printed in a terminal. */
export const pasteForStartInput = z.object({ connectionId: hiddenId, unit: unitName, pasted: pastedText, readAt: time })

/** A server of the wizard's list: `connectionId/unit/server`. */
const listed = /^([A-Za-z0-9._-]{1,100})\/([A-Za-z0-9_][A-Za-z0-9_.-]{0,63})\/([\d.]{7,15})$/

export const targetChoice = z.object({ choice: z.string().default('').refine((text) => text === 'byHand' || listed.test(text), { params: { code: 'choiceMissing' } }) })
export const targetByHand = z.object({ connectionId: hiddenId, unit: unitName, server: address, serviceIp: optionalAddress, hypervisorName: line })

export function splitChoice(choiceText: string): { readonly connectionId: string; readonly unit: string; readonly server: string } {
  const [, connectionId = '', unit = '', server = ''] = listed.exec(choiceText) ?? []
  return { connectionId, unit, server }
}

export const factsInput = z.object({ detectedAt: time, detectedBy: needed(), occurredAt: optionalTime, incident: line, factsId: optionalHiddenId })
export const usableInput = z.object({ usable: choice(['yes', 'no', 'unsure']), reason })
export const startInput = z.object({
  ...targetByHand.shape, ...factsInput.shape, usable: choice(['yes', 'no']), reason, namedByHand: ticked, drill: choice(['no', 'yes']), dueAt: optionalTime, key: hiddenId,
})
export type StartInput = z.output<typeof startInput>
