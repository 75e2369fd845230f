/** Where the time went: one bar for the eye, the same numbers as a table for everybody. The parts add up to the whole. */
import { DataTable } from '@/components/ui/data-table'
import type { PartProps } from './report-part'

type Part = { readonly key: 'machine' | 'people' | 'waiting' | 'held'; readonly ms: number; readonly fill: string }

/** Told apart by lightness and pattern, so that a grey print still shows them. */
const partsOf = ({ machineMs, peopleMs, waitingMs, heldMs }: PartProps['report']['timeSplit']): readonly Part[] => [
  { key: 'machine', ms: machineMs, fill: 'var(--color-st-active)' },
  { key: 'people', ms: peopleMs, fill: 'var(--color-st-done)' },
  { key: 'waiting', ms: Object.values(waitingMs).reduce((sum, ms) => sum + ms, 0), fill: 'url(#waiting)' },
  { key: 'held', ms: heldMs, fill: 'url(#held)' },
]

export function TimeSplit({ report: { timeSplit }, t, format }: PartProps) {
  const parts = partsOf(timeSplit)
  const total = Math.max(1, timeSplit.elapsedMs)
  const rows = [...parts.map(({ key, ms }) => ({ key: key as string, label: t(`report.time.${key}`), ms })), { key: 'total', label: t('report.time.total'), ms: timeSplit.elapsedMs }]
  return (
    <>
      <Bar parts={parts} total={total} />
      <DataTable
        caption={t('report.time.caption')}
        captionHidden
        short
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', heading: t('report.time.what'), isRowHeading: true, cell: ({ key, label }) => <span className="inline-flex items-center gap-2">{key !== 'total' && <Swatch fill={parts.find((part) => part.key === key)?.fill ?? 'none'} />}{label}</span> },
          { key: 'length', heading: t('report.time.length'), cell: ({ ms }) => format.duration(ms) },
          { key: 'share', heading: t('report.time.share'), cell: ({ ms }) => `${Math.round((ms / total) * 100)}%` },
        ]}
      />
    </>
  )
}

function Bar({ parts, total }: { parts: readonly Part[]; total: number }) {
  const widths = parts.map(({ ms }) => (ms / total) * 100)
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden focusable="false" className="mb-4 h-8 w-full border border-line">
      <defs>
        <pattern id="waiting" width="2" height="6" patternUnits="userSpaceOnUse"><rect width="1" height="6" fill="var(--color-line)" /></pattern>
        <pattern id="held" width="2" height="2" patternUnits="userSpaceOnUse"><rect width="2" height="1" fill="var(--color-hair)" /></pattern>
      </defs>
      {parts.map(({ key, fill }, index) => <rect key={key} x={widths.slice(0, index).reduce((sum, width) => sum + width, 0)} width={widths[index]} height="6" fill={fill} />)}
    </svg>
  )
}

const Swatch = ({ fill }: { fill: string }) => <svg viewBox="0 0 6 6" aria-hidden focusable="false" className="size-4 flex-none border border-line"><rect width="6" height="6" fill={fill} /></svg>
