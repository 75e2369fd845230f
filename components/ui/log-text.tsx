import { memo } from 'react'
import { severityOf, type LogChunk, type LogLine } from './log-lines'

export type SeverityWords = { readonly error: string; readonly warning: string }

/** Escape sequences of a terminal and other control characters, the tab excepted; written by code point, since a source holds none. */
const CONTROLS = new RegExp(String.raw`\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]`, 'g')
/** What is shown of a line: colours say nothing that the words do not; the stored bytes stay as they are. */
const withoutControls = (text: string): string => text.replaceAll(CONTROLS, '')

/** One line; its number and time cannot be selected, so a copy holds the text only. */
function Line({ line, words }: { line: LogLine; words: SeverityWords }) {
  const severity = severityOf(line.text)
  return (
    <li id={`line-${line.no}`} className="ps-4 pe-4">
      {line.at && <span className="select-none pe-3 text-log-muted">{line.at}</span>}
      {severity && <span className={severity === 'error' ? 'font-bold text-log-red' : 'font-bold text-log-yellow'}>{words[severity]} </span>}
      {withoutControls(line.text)}
    </li>
  )
}

/** A chunk of lines; a closed one is laid out only when it comes into view. */
export const LogChunkView = memo(
  ({ chunk, words }: { chunk: LogChunk; words: SeverityWords }) => (
    <ol start={chunk.first} className={chunk.closed ? 'log-closed list-none m-0 p-0' : 'list-none m-0 p-0'}>
      {chunk.lines.map((line) => <Line key={line.no} line={line} words={words} />)}
    </ol>
  ),
  (before, after) => before.words === after.words && before.chunk.first === after.chunk.first && before.chunk.lines.length === after.chunk.lines.length,
)
LogChunkView.displayName = 'LogChunkView'
