/** How a new connection reaches its management server: each way with what it means for the site. */
import { LinkButton } from '@/components/ui/button'
import type { Translate } from '@/lib/i18n/translate'
import { CONNECTION_KINDS } from '@/lib/sites/forms'
import { connectionHref } from './connection-words'

export const KindChoice = ({ t }: { t: Translate }) => (
  <ul className="grid gap-4">
    {CONNECTION_KINDS.map((kind) => (
      <li key={kind} data-box className="rounded-card border border-line p-4 md:p-5">
        <h2 className="text-h3">{t(`settings.kind.${kind}`)}</h2>
        <p className="mt-1 mb-4 max-w-text text-fg-muted">{t(`settings.kind.${kind}.note`)}</p>
        <LinkButton href={connectionHref('new', `/${kind}`)} aria-label={`${t('settings.add.choose')} ${t(`settings.kind.${kind}`)}`}>{t('settings.add.choose')}</LinkButton>
      </li>
    ))}
  </ul>
)
