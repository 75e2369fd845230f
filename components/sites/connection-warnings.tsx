/** On home: one line a connection whose last test is no comfort. Nothing is drawn where all is well. */
import Link from 'next/link'
import { StatusIcon } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ConnectionWarning } from '@/lib/sites/dto'
import type { TimeMs } from '@/lib/std/clock'
import { connectionHref } from './connection-words'

type Props = { warnings: readonly ConnectionWarning[]; serverNow: TimeMs; t: Translate; format: Formatter }

export function ConnectionWarnings({ warnings, serverNow, t, format }: Props) {
  if (warnings.length === 0) return null
  return (
    <section aria-labelledby="connection-warnings" className="mt-10">
      <h2 id="connection-warnings" className="mb-3 text-h2">{t('settings.warning.title')}</h2>
      <ul className="grid gap-2">
        {warnings.map(({ id, name, why, test }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <StatusIcon state={why === 'never' ? 'idle' : 'attention'} />
            <span>{t(`settings.warning.${why}`, { name, age: test ? format.duration(serverNow - test.at) : '' })}</span>
            <Link href={connectionHref(id)} className="inline-flex min-h-11 items-center">{t('settings.warning.open', { name })}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
