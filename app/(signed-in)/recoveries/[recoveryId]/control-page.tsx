/** The frame of the pages that act on a recovery as a whole: head, sentence where the act is not possible now, form. */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { DraftContext } from '@/components/forms/draft'
import { NotNow } from '@/components/recovery/not-now'
import { RecoveryHead, type RecordPage } from '@/components/recovery/recovery-head'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import type { Formatter } from '@/lib/i18n/format'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import type { Translate } from '@/lib/i18n/translate'
import { Words } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { DRAFTED_RECOVERY_ACTS, recoveryDraft, type RecoveryAct } from '@/lib/recoveries/forms'
import type { Server, SignedIn } from '@/lib/server'
import { saveDraft } from '../../actions'
import { FORM_SCOPES, HEAD_SCOPES, openRecovery, recoveryMetadata } from './open-recovery'

export type Params = { readonly params: Promise<{ recoveryId: string }> }
export type ControlContext = { readonly recovery: RecoveryView; readonly t: Translate; readonly format: Formatter; readonly server: Server; readonly actor: SignedIn }
type Text = (context: Pick<ControlContext, 'recovery' | 't'>) => string

export const controlMetadata = (page: string, heading: Text) => async ({ params }: Params): Promise<Metadata> => {
  const { recovery } = await openRecovery((await params).recoveryId, page)
  const t = await getT()
  return recovery.ok ? recoveryMetadata(t, recovery.value, heading({ recovery: recovery.value, t })) : { title: t('errors.page.title') }
}

type Props = Params & {
  page: RecordPage
  heading: Text
  lead: Text
  /** Any of these makes the page's form possible; none: the sentence why not. */
  acts: readonly RecoveryView['acts'][number][]
  /** The act of the page's longer form: what is typed into it is kept. */
  drafted?: RecoveryAct
  children: (context: ControlContext) => ReactNode | Promise<ReactNode>
}

export async function ControlPage({ params, page, heading, lead, acts, drafted, children }: Props) {
  const [{ server, actor, recovery: opened }, t, format, locale] = await Promise.all([params.then(({ recoveryId }) => openRecovery(recoveryId, page)), getT(), getFormatter(), getLocale()])
  if (!opened.ok) return <RefusedPage refusal={opened.error} t={t} format={format} />
  const recovery = opened.value
  const mayAct = acts.some((act) => recovery.acts.includes(act))
  const name = recoveryDraft(recovery.id, drafted ?? page)
  const draft = drafted && mayAct ? await server.pages.draft(actor, name) : null
  const drafts = drafted ? { name, acts: DRAFTED_RECOVERY_ACTS, kept: draft?.ok ? draft.value : null, save: saveDraft } : null
  return (
    <>
      {recovery.drill && <ModeBand t={t} kind="drill" />}
      <RecoveryHead recovery={recovery} here={page} heading={heading({ recovery, t })} lead={lead({ recovery, t })} t={t} words={dictionaryOf(locale, HEAD_SCOPES)} />
      <Words dictionary={dictionaryOf(locale, [...FORM_SCOPES, 'common.draft.'])}>
        <DraftContext value={drafts}>
          <div className="grid max-w-180 gap-8">{mayAct ? await children({ recovery, t, format, server, actor }) : <NotNow recovery={recovery} t={t} />}</div>
        </DraftContext>
      </Words>
    </>
  )
}
