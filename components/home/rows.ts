/** What rows of recoveries say and where they lead. Pure. */
import { STATE_LOOK, type StateKey } from '@/components/ui/icons'
import type { Translate } from '@/lib/i18n/translate'
import type { HomeView, RecoveryRow } from '@/lib/recoveries/dto'

/** The state as the kit knows it; one that is unknown to this release is drawn as "needs attention", never left out. */
export const stateKeyOf = ({ state }: Pick<RecoveryRow, 'state'>): StateKey => (state in STATE_LOOK ? (state as StateKey) : 'attention')

/** Nobody and nothing waits. */
export const isQuiet = ({ yours, decide, waiting, requests }: HomeView): boolean => yours.length + decide.length + waiting.length + requests.length === 0

/** `手順4 登録解除`, or null where no step is open. */
export function stepName(t: Translate, { stepNo, stepKey, procedure }: Pick<RecoveryRow, 'stepNo' | 'stepKey' | 'procedure'>): string | null {
  if (stepNo === null || stepKey === null) return null
  return t('home.step', { n: stepNo, name: t.lookUp(`steps.${procedure}.${stepKey}.rail`) ?? stepKey })
}

/** The page of a recovery: its present step, or the report once it has ended. */
export function recoveryPath({ id, leg, stepNo, endedAt }: Pick<RecoveryRow, 'id' | 'leg' | 'stepNo' | 'endedAt'>): string {
  if (endedAt !== null) return `/recoveries/${id}/report`
  return stepNo === null ? `/recoveries/${id}` : `/recoveries/${id}/legs/${leg}/steps/${stepNo}`
}
