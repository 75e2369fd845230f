/** What a server's record in `status` says about it, in sentences: why it looks like trouble, or that it does not. Pure. */
import type { Translate } from '@/lib/i18n/translate'
import type { ServerRecord } from '@/lib/vmiunit/outcome'

/** Values that are not printed are told as "no value", never guessed. */
const shown = (t: Translate, value: string | undefined): string => value ?? t('start.target.unlabelled')

/** The mismatch of the two statuses as a sentence, or null where they agree. */
export function mismatch(t: Translate, { logical, observed }: ServerRecord): string | null {
  return logical === observed ? null : t('start.target.differs', { logical: shown(t, logical), observed: shown(t, observed) })
}

/** Everything that speaks for a failure, worst first; a healthy record says so in one sentence. */
export function recordSentences(t: Translate, record: ServerRecord): readonly string[] {
  const trouble = [
    mismatch(t, record),
    record.access === 'offline' ? t('start.target.offline') : null,
    record.markTime !== undefined || record.markComment !== undefined
      ? t('start.target.marked', { comment: shown(t, record.markComment), time: shown(t, record.markTime) })
      : null,
  ].filter((sentence) => sentence !== null)
  return trouble.length > 0 ? trouble : [t('start.target.healthy', { logical: shown(t, record.logical) })]
}
