/** Which change between two views of a step is said aloud, and how urgently. Pure. */
import type { StepView } from '@/lib/recoveries/dto'
import { FINISHED } from '@/lib/recovery/state'

export type Said = { readonly region: 'polite' | 'alert'; readonly key: string; readonly values: Readonly<Record<string, string | number>>; readonly kind?: 'phase' | 'once' }

type Shown = { readonly state: Pick<StepView['state'], 'status' | 'no'>; readonly definition: Pick<StepView['definition'], 'key'>; readonly request: Pick<NonNullable<StepView['request']>, 'status' | 'answerVersion'> & { readonly answeredBy: { readonly name: string } | null } | null; readonly recovery: { readonly rail: { readonly length: number }; readonly driver: { readonly isViewer: boolean } } }

/** null: nothing worth saying. A person's own navigation to another step says nothing: the heading takes the focus. */
export function announcementOf(before: Shown, now: Shown): Said | null {
  if (before.definition.key !== now.definition.key) return null
  const values = { n: now.state.no, next: now.state.no + 1 }
  if (now.request?.status === 'answered' && before.request && before.request.answerVersion !== now.request.answerVersion)
    return { region: now.recovery.driver.isViewer ? 'alert' : 'polite', key: 'common.live.answered', values: { name: now.request.answeredBy?.name ?? '' } }
  if (before.state.status === now.state.status) return null
  switch (now.state.status) {
    case 'running':
      return { region: 'polite', key: 'common.live.accepted', values }
    case 'verifying':
      return { region: 'polite', key: 'common.live.verifying', values, kind: 'phase' }
    case 'failed':
    case 'attention':
    case 'unknown':
      return { region: 'alert', key: `common.live.${now.state.status}`, values }
    default:
      if (!FINISHED.includes(now.state.status) || FINISHED.includes(before.state.status)) return null
      return { region: 'polite', key: now.state.no >= now.recovery.rail.length ? 'common.live.doneLast' : 'common.live.done', values }
  }
}
