/** Boxes that say something beside the flow: the page's one banner, a caution before an act, an empty list. None disappears by itself. */
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { StatusIcon } from './status-icon'
import type { StateKey } from './icons'

export type BannerKind = 'fail' | 'attention' | 'info'
export type BannerContent = { readonly kind: BannerKind; readonly heading: ReactNode; readonly body?: ReactNode; /** when this was true */ readonly asOf?: ReactNode; readonly action?: ReactNode }

const LOOK: Readonly<Record<BannerKind, { box: string; icon: StateKey }>> = {
  fail: { box: 'border-st-fail bg-tint-fail', icon: 'failed' },
  attention: { box: 'border-st-att-line bg-tint-att', icon: 'attention' },
  info: { box: 'border-st-active bg-tint-active', icon: 'ready' },
}
const SEVERITY: readonly BannerKind[] = ['fail', 'attention', 'info']

export function Banner({ kind, heading, body, asOf, action }: BannerContent) {
  const { box, icon } = LOOK[kind]
  return (
    <div data-box data-banner data-screen-only className={classNames('grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-box border-[3px] p-4', box)}>
      <StatusIcon state={icon} />
      <div className="min-w-0">
        <p className="font-bold leading-6">{heading}</p>
        {body && <div className="mt-1 max-w-text">{body}</div>}
        {asOf && <p className="mt-1 text-small text-fg-muted">{asOf}</p>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  )
}

/** At most one banner stands on a page: the worst; the others lie folded under it (`moreLabel`: ほか2件). */
export function BannerStack({ banners, moreLabel }: { banners: readonly BannerContent[]; moreLabel: string }) {
  const sorted = banners.toSorted((a, b) => SEVERITY.indexOf(a.kind) - SEVERITY.indexOf(b.kind))
  const [worst, ...others] = sorted
  if (!worst) return null
  if (others.length === 0) return <Banner {...worst} />
  const list = (
    <details className="mt-2">
      <summary className="inline-flex min-h-11 items-center underline">{moreLabel}</summary>
      <ul className="list-disc ps-6">{others.map((other, index) => <li key={index}>{other.heading}{other.body}</li>)}</ul>
    </details>
  )
  return <Banner {...worst} body={<>{worst.body}{list}</>} />
}

/** Stands right before the act it is about. Two sentences at most. `id` lets the button be described by it. */
export function Caution({ heading, children, id }: { heading: string; children: ReactNode; id?: string }) {
  return (
    <div id={id} data-box data-caution className="rounded-box border border-st-att-line border-s-8 bg-tint-att px-4 py-3">
      <p className="flex items-center gap-2 font-bold text-tx-att">
        <StatusIcon state="attention" size={20} />
        {heading}
      </p>
      <div className="mt-1 max-w-text space-y-1">{children}</div>
    </div>
  )
}

/** Instead of an empty table: what it will hold, why it is empty, one way on. Never shown because of an error. */
export function EmptyState({ heading, children, action }: { heading: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-card border border-dashed border-line px-6 py-10">
      <p className="text-h3 font-bold">{heading}</p>
      {children && <div className="mt-2 max-w-text text-fg-muted">{children}</div>}
      {action && <div className="mt-6">{action}</div>}
    </div>
  )
}
