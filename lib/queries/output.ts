/**
 * The output of an attempt, read on from where the page is: each reading asks only for what is new, so nothing is missed or read twice.
 * Hints of the event stream make it stale; while a command runs a slow poll stands behind them.
 */
import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from './fetch-json'
import { outputKey } from './live'

/** What is known so far; a piece from the route has the same shape, its text being what is new. */
export type Output = { readonly text: string; readonly nextOffset: number; readonly totalBytes: number; readonly cutBytes: number; readonly missingBytes: number; readonly ended: boolean }
export const NO_OUTPUT: Output = { text: '', nextOffset: 0, totalBytes: 0, cutBytes: 0, missingBytes: 0, ended: false }

const RUNNING_POLL_MS = 2_000
/** What is not told to be complete is looked at again: the last bytes may come after the conclusion. */
const UNENDED_POLL_MS = 10_000
/** One reading takes in at most so many pieces; the next goes on. */
const PIECES_MAX = 200

export const outputQuery = (attempt: string, isRunning: boolean) =>
  queryOptions({
    queryKey: outputKey(attempt),
    queryFn: ({ signal, client }) => readOn(client.getQueryData<Output>(outputKey(attempt)) ?? NO_OUTPUT, (offset) => fetchJson<Output>(`/api/attempts/${encodeURIComponent(attempt)}/output?offset=${offset}`, signal)),
    refetchInterval: ({ state: { data } }) => (isRunning ? RUNNING_POLL_MS : data?.ended ? false : UNENDED_POLL_MS),
  })

/** Adds every piece from `before.nextOffset` to the end as it is now. */
export async function readOn(before: Output, read: (offset: number) => Promise<Output>): Promise<Output> {
  let output = before
  for (let piece = 0; piece < PIECES_MAX; piece += 1) {
    const { text, nextOffset, totalBytes, cutBytes, missingBytes, ended } = await read(output.nextOffset)
    const isAtEnd = nextOffset <= output.nextOffset
    output = { text: output.text + text, nextOffset: Math.max(nextOffset, output.nextOffset), totalBytes, cutBytes, missingBytes, ended }
    if (isAtEnd || nextOffset >= totalBytes) break
  }
  return output
}
