/**
 * The lines of a command's output as a page holds them: chunks of 200, at most 5,000 lines, the oldest folded away. Pure.
 */
export type LogLine = { /** counts from 1 over the whole output */ readonly no: number; readonly at: string | null; readonly text: string }
export type LogChunk = { readonly first: number; readonly lines: readonly LogLine[]; /** full: it will not change any more */ readonly closed: boolean }

export const CHUNK_LINES = 200
export const SHOWN_LINES_LIMIT = 5_000

/** Cuts the newest lines into chunks; `hidden` older ones are left out. Chunk borders follow line numbers, so that closed chunks never shift. */
export function toChunks(lines: readonly LogLine[], limit = SHOWN_LINES_LIMIT): { readonly chunks: readonly LogChunk[]; readonly hidden: number } {
  const firstChunk = chunkOf(lines[Math.max(0, lines.length - limit)]?.no ?? 1) + (lines.length > limit ? 1 : 0)
  const groups = new Map<number, LogLine[]>()
  for (const line of lines) {
    const chunk = chunkOf(line.no)
    if (chunk < firstChunk) continue
    const group = groups.get(chunk)
    if (group) group.push(line)
    else groups.set(chunk, [line])
  }
  const chunks = [...groups].map(([chunk, group]) => ({ first: group[0]?.no ?? 1, lines: group, closed: group.at(-1)?.no === (chunk + 1) * CHUNK_LINES }))
  return { chunks, hidden: lines.length - chunks.reduce((sum, { lines: { length } }) => sum + length, 0) }
}

const chunkOf = (no: number): number => Math.floor((no - 1) / CHUNK_LINES)

/** Lines that contain the words, upper and lower case alike. An empty filter keeps all. */
export function filterLines(lines: readonly LogLine[], words: string): readonly LogLine[] {
  const wanted = words.trim().toLowerCase()
  return wanted === '' ? lines : lines.filter(({ text }) => text.toLowerCase().includes(wanted))
}

/** Message lines of the manager, `KEOS12345-E …`: their severity is also said in words. */
export function severityOf(text: string): 'error' | 'warning' | null {
  const letter = /^\s*KEOS\d{5}-([EW])\b/.exec(text)?.[1]
  if (letter === 'E') return 'error'
  return letter === 'W' ? 'warning' : null
}
