/** From output as text to the lines of the log. Pure. */
import type { LogLine } from '@/components/ui/log-lines'

/** The command itself is the first line. A last line without its end is shown as it stands. Carriage returns redraw a line: the last drawing counts. */
export function wholeLines(command: string, text: string): readonly LogLine[] {
  const body = text === '' ? [] : text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')
  return [`$ ${command}`, ...body.map((line) => line.slice(line.lastIndexOf('\r') + 1))].map((line, index) => ({ no: index + 1, at: null, text: line }))
}
