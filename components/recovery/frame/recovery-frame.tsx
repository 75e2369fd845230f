'use client'
/** Around everything of one recovery: context, bands, rail at the left from 64rem on, content. */
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { ContextBar } from './context-bar'
import { RecoveryBands } from './recovery-bands'
import { RecoveryLinks } from './recovery-links'
import { StepRail } from './step-rail'

const LostNews = dynamic(() => import('../waiting/lost-news').then(({ LostNews: News }) => News))

type Props = { recovery: RecoveryView; shownNo: number | null; onRecovery: FormAction; actKey: string; offlineSince: number | null; children: ReactNode }

export function RecoveryFrame({ recovery, shownNo, onRecovery, actKey, offlineSince, children }: Props) {
  return (
    <div className="-mt-8" data-recovery={recovery.id} data-recovery-state={recovery.state}>
      <ContextBar recovery={recovery} />
      <RecoveryBands {...{ recovery, onRecovery, actKey, offlineSince }} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <div className="min-w-0">
          <StepRail recovery={recovery} shownNo={shownNo} />
          <div className="max-lg:hidden"><RecoveryLinks recovery={recovery} /></div>
        </div>
        <div className="min-w-0">
          {recovery.lostNews.length > 0 && <LostNews mails={recovery.lostNews} />}
          {children}
        </div>
        <div className="lg:hidden"><RecoveryLinks recovery={recovery} /></div>
      </div>
    </div>
  )
}
