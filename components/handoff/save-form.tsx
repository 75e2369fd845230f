/** The request as a form: printed alone, or saved for a spreadsheet. */
import { buttonClass } from '@/components/ui/button-look'
import { DescriptionList } from '@/components/ui/description-list'
import { Details } from '@/components/ui/details'
import type { Translate } from '@/lib/i18n/translate'
import type { FormRow } from '@/lib/handoff/dto'

export function SaveForm({ rows, csvHref, t }: { rows: readonly FormRow[]; csvHref: string; t: Translate }) {
  return (
    <Details summary={t('handoff.save.title')} wide>
      <div data-screen-only className="mb-4 grid gap-4">
        <p className="max-w-text">{t('handoff.save.lead')}</p>
        <div><a href={csvHref} download className={buttonClass('secondary')}>{t('handoff.save.csv')}</a></div>
      </div>
      <DescriptionList facts={rows.map(({ term, value }) => ({ term, value: <span className="whitespace-pre-line">{value}</span> }))} />
    </Details>
  )
}
