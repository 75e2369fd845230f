/** The ticks that `update` asks for, one for each caution that somebody has to agree to: for the press and for running it by hand. */
import type { Translate } from '@/lib/i18n/translate'
import type { StepView } from '@/lib/recoveries/dto'

export const updateTicks = (t: Translate, cautions: StepView['cautions']): readonly { readonly value: string; readonly label: string }[] =>
  cautions.flatMap((caution) => ('tick' in caution ? [{ value: caution.tick, label: t(`run.update.tick.${caution.code}`) }] : []))
