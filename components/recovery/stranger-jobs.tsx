/** The warning about jobs that the record does not know. Drawn by the server alone: it says nothing that a browser would have to keep current. */
import { Banner } from '@/components/ui/notice'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { StrangerView } from '@/lib/recoveries/dto'

type Props = { strangers: readonly StrangerView[]; now: number; t: Translate; format: Formatter }

export function StrangerJobs({ strangers, now, t, format }: Props) {
  const managers = [...new Map(strangers.map((stranger) => [stranger.connectionId, stranger.connectionName]))]
  if (managers.length === 0) return null
  return (
    <div className="mt-2 mb-10 grid gap-4" data-strangers>
      {managers.map(([id, machine]) => (
        <Banner
          key={id} kind="attention" heading={t('errors.stranger.title', { machine })} asOf={t('common.asOf', { time: format.timeNear(now, now) })}
          body={
            <>
              <p>{t('errors.stranger.body', { machine })}</p>
              <ul className="my-2 list-disc ps-6">
                {strangers.filter(({ connectionId }) => connectionId === id).map(({ job, since, folder }) => (
                  <li key={job}>
                    {t('errors.stranger.row', { job, time: format.timeNear(since, now) })}
                    {folder !== null && <span className="block break-all text-small">{t('errors.stranger.folder', { folder })}</span>}
                  </li>
                ))}
              </ul>
              <p>{t('errors.stranger.do', { machine })}</p>
            </>
          }
        />
      ))}
    </div>
  )
}
