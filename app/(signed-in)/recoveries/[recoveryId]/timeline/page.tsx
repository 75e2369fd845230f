import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { ChainCheck } from '@/components/recovery/chain-check'
import { WholeNoteForm } from '@/components/recovery/whole-note-form'
import { RecoveryHead } from '@/components/recovery/recovery-head'
import { TimelineView } from '@/components/recovery/timeline-view'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnRecovery } from '../actions'
import { FORM_SCOPES, HEAD_SCOPES, openRecovery, recoveryMetadata } from '../open-recovery'

type Props = { params: Promise<{ recoveryId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { recovery } = await openRecovery((await params).recoveryId, 'timeline')
  const t = await getT()
  return recovery.ok ? recoveryMetadata(t, recovery.value, t('timeline.title')) : { title: t('errors.page.title') }
}

export default async function TimelinePage({ params, searchParams }: Props) {
  const [{ recoveryId }, search] = await Promise.all([params, searchParams])
  const { server, actor } = await openRecovery(recoveryId, 'timeline')
  const [timeline, report, t, format, locale] = await Promise.all([server.pages.timeline(actor, recoveryId), server.pages.report(actor, recoveryId), getT(), getFormatter(), getLocale()])
  if (!timeline.ok) return <RefusedPage refusal={timeline.error} t={t} format={format} />
  const { recovery } = timeline.value
  const asked = (name: string): string => (typeof search[name] === 'string' ? search[name] : '')
  return (
    <>
      {recovery.drill && <ModeBand t={t} kind="drill" />}
      <RecoveryHead recovery={recovery} here="timeline" heading={t('timeline.title')} lead={t('timeline.lead')} t={t} words={dictionaryOf(locale, HEAD_SCOPES)} />
      <TimelineView view={timeline.value} filter={{ step: asked('step'), person: asked('person'), kind: asked('kind') }} t={t} format={format} />
      <div className="mt-10 grid max-w-180 gap-10">
        {recovery.acts.includes('note') && (
          <div data-screen-only>
            <Words dictionary={dictionaryOf(locale, FORM_SCOPES)}><WholeNoteForm recoveryId={recovery.id} action={actOnRecovery} actKey={randomUUID()} t={t} /></Words>
          </div>
        )}
        {report.ok && (
          <section aria-labelledby="head">
            <h2 id="head" className="mb-2 text-h2">{t('timeline.head')}</h2>
            <ChainCheck report={report.value} t={t} format={format} />
          </section>
        )}
      </div>
    </>
  )
}
