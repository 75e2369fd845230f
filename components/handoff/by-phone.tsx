/** How to answer without this page: by telephone, with the number of the request, which is read out and stands on one line. */
import type { Translate } from '@/lib/i18n/translate'

export const ByPhone = ({ no, t }: { no: string; t: Translate }) => (
  <p className="max-w-text">{t.rich('handoff.byPhone', { N: () => <b className="whitespace-nowrap tabular-nums">{no}</b> })}</p>
)
