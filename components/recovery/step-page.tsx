'use client'
/** A step's page, live: drawn by the server, kept current by the event stream; without script it stands as it was drawn. */
import { DraftContext, type Drafts } from '@/components/forms/draft'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useT } from '@/lib/i18n/words'
import { useLiveState } from '@/lib/queries/live-queries'
import { stepQuery } from '@/lib/queries/pages'
import type { StepView } from '@/lib/recoveries/dto'
import { RecoveryFrame } from './frame/recovery-frame'
import { RunContext, type RunActions } from './run-context'
import { stepHref } from './step-href'
import { StepCard } from './step-card'
import { stepTitle } from './step-title'
import { useStepAnnouncements } from './use-step-announcements'

export function StepPage({ initial, actions, drafts }: { initial: StepView; actions: RunActions; drafts: Drafts }) {
  const t = useT()
  const view = useNewest(initial)
  const { recovery, definition, leg } = view
  const { connected, since } = useLiveState()
  useStepAnnouncements(view)
  useLiveTitle(view)
  const run = useMemo(() => ({ view, actions }), [view, actions])
  return (
    <RunContext value={run}>
      <RecoveryFrame recovery={recovery} shownNo={definition.no} onRecovery={actions.onRecovery} actKey={view.actKey} offlineSince={connected ? null : since}>
        <noscript>
          <p className="mb-4">{t('common.noScript')} <a href={stepHref(recovery.id, leg, definition.no)}>{t('common.showLatest')}</a></p>
        </noscript>
        <DraftContext value={drafts}><StepCard /></DraftContext>
      </RecoveryFrame>
    </RunContext>
  )
}

/** Whichever is newer: what the server drew at the last navigation, or what was asked since. */
function useNewest(initial: StepView): StepView {
  const { recovery, leg, definition } = initial
  const { data } = useQuery({ ...stepQuery(recovery.id, leg, definition.no), initialData: initial, initialDataUpdatedAt: recovery.serverNow })
  return data.recovery.serverNow >= recovery.serverNow ? data : initial
}

function useLiveTitle(view: StepView): void {
  const t = useT()
  const title = `${stepTitle(t, view)}｜${t('common.product')}`
  useEffect(() => {
    document.title = title
  }, [title])
}
