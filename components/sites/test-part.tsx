/** The last test of a connection, each check by its name with what it means, and the button for another one. */
import { ActForm } from '@/components/forms/act-form'
import { DataTable, type Column } from '@/components/ui/data-table'
import { StateLabel } from '@/components/ui/status-icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { CheckView, ConnectionView } from '@/lib/sites/dto'
import { checkText, SEVERITY_STATE, testTime } from './connection-words'

type Props = { view: ConnectionView; action: FormAction; t: Translate; format: Formatter }

export function TestPart({ view: { row, checks, mayTest, serverNow }, action, t, format }: Props) {
  if (row.kind === 'manual') return <p>{t('settings.test.none')}</p>
  return (
    <>
      <p className="mb-4 max-w-text text-fg-muted">{t('settings.test.lead')}</p>
      <p className="mb-4">{row.test ? testTime(t, format, row.test, serverNow) : t('settings.test.never')}</p>
      {checks.length > 0 && <CheckTable checks={checks} t={t} />}
      {mayTest && (
        <ActForm action={action} hidden={{ act: 'testConnection', id: row.id }} id="testConnection" className="mt-4">
          <div><SubmitButton look={row.test ? 'secondary' : 'main'} pending={t('settings.test.pending')}>{t('settings.test.button')}</SubmitButton></div>
        </ActForm>
      )}
    </>
  )
}

function CheckTable({ checks, t }: { checks: readonly CheckView[]; t: Translate }) {
  const columns: readonly Column<CheckView>[] = [
    { key: 'check', heading: t('settings.test.col.check'), isRowHeading: true, cell: ({ name }) => t(`checks.title.${name}`) },
    { key: 'result', heading: t('settings.test.col.result'), cell: ({ severity }) => <span className="whitespace-nowrap"><StateLabel state={SEVERITY_STATE[severity]} word={t(`settings.severity.${severity}`)} size={20} /></span> },
    { key: 'meaning', heading: t('settings.test.col.meaning'), cell: (check) => <Meaning check={check} t={t} /> },
  ]
  return <DataTable caption={t('settings.test.title')} captionHidden columns={columns} rows={checks} rowKey={({ name, detail }) => `${name} ${detail ?? ''}`} />
}

/** What a machine said is shown where something is to be done about it, or where it is a number that one wants to know. */
const TOLD_ANYWAY: readonly string[] = ['status', 'clock', 'disk'] satisfies readonly CheckView['name'][]

const Meaning = ({ check, t }: { check: CheckView; t: Translate }) => (
  <>
    {checkText(t, check)}
    {check.detail !== null && (check.severity !== 'ok' || TOLD_ANYWAY.includes(check.name)) && <code className="block whitespace-pre-wrap text-small" translate="no">{check.detail}</code>}
  </>
)
