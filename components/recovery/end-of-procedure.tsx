'use client'
/** The line under the last step: nothing more comes, what is left is to record that service is back and to end. */
import { LinkButton } from '@/components/ui/button'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { FINISHED } from '@/lib/recovery/state'

export function EndOfProcedure({ recovery }: { recovery: RecoveryView }) {
  const t = useT()
  const format = useFormatter()
  const { acts, serviceRestoredAt, rail, id, endedAt } = recovery
  const isOver = recovery.currentStep === null && endedAt === null
  const isStarted = rail.some(({ key, status }) => key === 'start' && FINISHED.includes(status))
  const mayRestore = acts.includes('restoreService') && serviceRestoredAt === null
  if (!isOver && !acts.includes('end') && !(isStarted && mayRestore)) return null
  return (
    <section aria-labelledby="procedure-end" data-box className="grid gap-3 rounded-card border-2 border-line p-4 md:p-6">
      <h2 id="procedure-end" className="text-h2">{isOver || acts.includes('end') ? t('run.end.title', { total: rail.length }) : t('run.end.restore')}</h2>
      <p>{serviceRestoredAt === null ? t('run.end.notRestored') : t('run.end.restored', { time: format.dateTime(serviceRestoredAt) })}</p>
      <div className="flex flex-wrap gap-4">
        {mayRestore && <LinkButton look="main" href={`/recoveries/${id}/restore`}>{t('run.end.restore')}</LinkButton>}
        {acts.includes('end') && <LinkButton look={serviceRestoredAt === null ? 'secondary' : 'main'} href={`/recoveries/${id}/end`}>{t('run.end.go')}</LinkButton>}
      </div>
    </section>
  )
}
