import Anser from 'anser'
import { memo } from 'react'
import { severityOf, type LogChunk, type LogLine } from './log-lines'

export type SeverityWords = { readonly error: string; readonly warning: string }

/** Colours of the terminal, by the class that anser names. */
const COLOUR: Readonly<Record<string, string>> = {
  'ansi-red': 'text-log-red', 'ansi-green': 'text-log-green', 'ansi-yellow': 'text-log-yellow', 'ansi-blue': 'text-log-blue', 'ansi-magenta': 'text-log-magenta', 'ansi-cyan': 'text-log-cyan',
  'ansi-bright-red': 'text-log-red', 'ansi-bright-green': 'text-log-green', 'ansi-bright-yellow': 'text-log-yellow', 'ansi-bright-blue': 'text-log-blue', 'ansi-bright-magenta': 'text-log-magenta', 'ansi-bright-cyan': 'text-log-cyan',
}

/** One line; its number and time cannot be selected, so a copy holds the text only. */
function Line({ line, words }: { line: LogLine; words: SeverityWords }) {
  const severity = severityOf(line.text)
  return (
    <li id={`line-${line.no}`} className="ps-4 pe-4">
      {line.at && <span className="select-none pe-3 text-log-muted">{line.at}</span>}
      {severity && <span className={severity === 'error' ? 'font-bold text-log-red' : 'font-bold text-log-yellow'}>{words[severity]} </span>}
      {Anser.ansiToJson(line.text, { use_classes: true, remove_empty: true, json: true }).map((piece, index) => (
        <span key={index} className={(piece.fg && COLOUR[piece.fg]) || undefined}>{piece.content}</span>
      ))}
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
