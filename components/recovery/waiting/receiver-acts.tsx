'use client'
/** The resource manager's side of a step: taking the request on. */
import { Details } from '@/components/ui/details'
import { useT } from '@/lib/i18n/words'
import { HandledBy } from '../acts/handled-by'
import { SimpleAct } from '../acts/simple-act'
import { useRun } from '../run-context'

/** Taking a request on, with the time when the answer is expected. The answer itself is the step's main act. */
export function ReceiverActs() {
  const t = useT()
  const { view: { acts } } = useRun()
  // Taking it on tells when the answer is expected, so nothing is asked twice.
  const isTaken = !acts.includes('acceptRequest')
  return (
    <div className="mt-4 grid gap-4">
      {acts.includes('acceptRequest') && <SimpleAct act="acceptRequest" look="secondary"><HandledBy /></SimpleAct>}
      {isTaken && acts.includes('beginRequest') && <SimpleAct act="beginRequest" look="secondary" />}
      <div>
        {isTaken && acts.includes('promise') && <Details summary={t('run.act.promise')}><SimpleAct act="promise" look="secondary" /></Details>}
      </div>
    </div>
  )
}
