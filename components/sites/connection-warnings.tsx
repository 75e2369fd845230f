/** On home: one line a connection, with the age of its last test, good or not. */
import Link from 'next/link'
import type { StateKey } from '@/components/ui/icons'
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
      <ul className="grid gap-2">{warnings.map((warning) => <Warning key={'id' in warning ? warning.id : warning.why} {...{ warning, serverNow, t, format }} />)}</ul>
    </section>
  )
}

const ICON = { failed: 'attention', old: 'attention', cautious: 'attention', good: 'done', never: 'idle', noUnit: 'idle', none: 'idle' } as const satisfies Record<ConnectionWarning['why'], StateKey>

function Warning({ warning, serverNow, t, format }: Omit<Props, 'warnings'> & { warning: ConnectionWarning }) {
  const { why } = warning
  const name = 'name' in warning ? warning.name : ''
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <span className="flex items-center gap-x-3">
        <StatusIcon state={ICON[why]} />
        <span>{t.lookUp(`settings.warning.${why}`, { name, age: 'test' in warning ? format.duration(serverNow - warning.test.at) : '' })}</span>
      </span>
      <Link href={'id' in warning ? connectionHref(warning.id) : '/settings/connections'} className="inline-flex min-h-11 items-center">
        {why === 'none' ? t('settings.warning.openList') : t('settings.warning.open', { name })}
      </Link>
    </li>
  )
}
