'use client'
/**
 * The output of a command: a log that announces nothing, in a dark pane. It follows its end until the person scrolls up or focuses it, and
 * never jumps back by itself. The parent hands over whole lines at most every 250 ms.
 */
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from './button'
import { buttonClass } from './button-look'
import { filterLines, toChunks, type LogLine } from './log-lines'
import { LogChunkView, type SeverityWords } from './log-text'

export type LogWords = SeverityWords & {
  readonly title: string; readonly followStop: string; readonly followStart: string; readonly latest: string; readonly wrap: string
  readonly filter: string; readonly save: string; readonly empty: string
  readonly earlier: (hidden: number) => string; readonly found: (count: number) => string
}
type Props = {
  lines: readonly LogLine[]
  words: LogWords
  /** How much there is, and whether something is missing, in words. */
  counts: string
  /** The whole output, as received. */
  saveHref: string | null
  running: boolean
}

const NEAR_END_PX = 24
const FEW_LINES = 12

export function LogView({ lines, words, counts, saveHref, running }: Props) {
  const titleId = useId()
  const pane = useRef<HTMLDivElement>(null)
  const [follow, setFollow] = useState(true)
  const [wrap, setWrap] = useState(true)
  const [filter, setFilter] = useState('')
  const wanted = useDeferredValue(filter)
  const found = useMemo(() => filterLines(lines, wanted), [lines, wanted])
  const { chunks, hidden } = useMemo(() => toChunks(found), [found])

  useEffect(() => {
    if (follow && pane.current) pane.current.scrollTop = pane.current.scrollHeight
  }, [chunks, follow])

  const stopAwayFromEnd = (): void => {
    const element = pane.current
    if (element) setFollow(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX)
  }

  return (
    <section aria-labelledby={titleId} id="output">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={titleId} tabIndex={-1} className="text-h2">{words.title}</h2>
        <p className="text-small text-fg-muted">{counts}</p>
      </div>
      <Toolbar {...{ words, follow, setFollow, wrap, setWrap, filter, setFilter, saveHref, running, hasFilter: lines.length > FEW_LINES, count: wanted === '' ? null : found.length }} />
      {/* A log that scrolls must be reachable by keyboard. */}
      <div ref={pane} role="log" aria-live="off" tabIndex={0} aria-labelledby={titleId} data-log translate="no" onScroll={stopAwayFromEnd} onFocus={() => setFollow(false)}
        className={`max-h-[28rem] min-h-24 overflow-auto rounded-box border border-line bg-log-pane py-3 font-mono text-small text-log-fg ${wrap ? 'whitespace-pre-wrap' : 'whitespace-pre'}`}>
        {lines.length === 0 && <p className="px-4 text-log-muted">{words.empty}</p>}
        {hidden > 0 && <p className="px-4 text-log-muted">{words.earlier(hidden)}</p>}
        {chunks.map((chunk) => <LogChunkView key={chunk.first} chunk={chunk} words={words} />)}
      </div>
      {!follow && running && <Button type="button" look="quiet" onClick={() => setFollow(true)}>{words.latest}</Button>}
    </section>
  )
}

type ToolbarProps = {
  words: LogWords; follow: boolean; setFollow: (on: boolean) => void; wrap: boolean; setWrap: (on: boolean) => void
  filter: string; setFilter: (text: string) => void; saveHref: string | null; running: boolean; /** not where all lines are in sight */ hasFilter: boolean; count: number | null
}

function Toolbar({ words, follow, setFollow, wrap, setWrap, filter, setFilter, saveHref, running, hasFilter, count }: ToolbarProps) {
  const filterId = useId()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2" data-screen-only>
      {running && <Button type="button" look="quiet" onClick={() => setFollow(!follow)}>{follow ? words.followStop : words.followStart}</Button>}
      <label className="inline-flex min-h-11 items-center gap-2">
        <input type="checkbox" className="size-6 accent-act" checked={wrap} onChange={(event) => setWrap(event.target.checked)} />
        {words.wrap}
      </label>
      {saveHref && <a href={saveHref} download className={buttonClass('quiet', 'md:order-1')}>{words.save}</a>}
      {hasFilter && (
        <span className="inline-flex flex-wrap items-center gap-2">
          <label htmlFor={filterId}>{words.filter}</label>
          <input id={filterId} type="search" value={filter} onChange={(event) => setFilter(event.target.value)} className="min-h-11 w-40 rounded-box border border-line bg-canvas px-3" />
          <span role="status" className="text-small">{count === null ? '' : words.found(count)}</span>
        </span>
      )}
    </div>
  )
}
