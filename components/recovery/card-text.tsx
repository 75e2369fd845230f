/** The words of a step's card, by part, with the servers' chips in them. Pure; for server and browser. */
import type { ReactNode } from 'react'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryView, ServerView, StepView } from '@/lib/recoveries/dto'
import type { StepKey } from '@/lib/recovery/procedure'
import { chipText, chipWords, ServerChip } from './server-chip'

type Values = Readonly<Record<string, string | number>>
type About = Pick<RecoveryView, 'procedure' | 'failed' | 'replacement'>

const asChip = (t: Translate, server: ServerView | null, withName: boolean): ReactNode =>
  server ? <ServerChip server={server} words={chipWords(t, server.role)} withName={withName} /> : t('common.server.new.sentence')
const asText = (t: Translate, server: ServerView | null): string => (server ? chipText({ ...server, hypervisorName: null }, chipWords(t, server.role)) : t('common.server.new.sentence'))

/** A part of a card as plain text: for titles, names of buttons, lines. Empty where the card has no such part. */
export const cardText = (t: Translate, { procedure, failed, replacement }: About, step: StepKey, part: string, values: Values = {}): string =>
  t.lookUp(`steps.${procedure}.${step}.${part}`, { ...values, F: () => asText(t, failed), N: () => asText(t, replacement) }) ?? ''

/** Every part of one step's card. */
export function cardOf(t: Translate, { recovery, definition }: Pick<StepView, 'recovery' | 'definition'>) {
  const { procedure, failed, replacement } = recovery
  const atHypervisor = definition.on === 'H' || definition.on === 'VS'
  const text = (part: string, values?: Values): string => cardText(t, recovery, definition.key, part, values)
  return {
    text,
    has: (part: string): boolean => t.lookUp(`steps.${procedure}.${definition.key}.${part}`) !== null,
    lines: (part: string): readonly string[] => text(part).split('\n').filter(Boolean),
    rich: (part: string, values: Values = {}): ReactNode =>
      t.lookUpRich(`steps.${procedure}.${definition.key}.${part}`, { ...values, F: () => asChip(t, failed, atHypervisor), N: () => asChip(t, replacement, atHypervisor) }),
  }
}
