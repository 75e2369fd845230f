/** How much waits for this person. Pure. */
import type { HomeView } from '@/lib/recoveries/dto'

/** `runs`: recoveries that wait for his hand or his decision · `requests`: unanswered requests to him. */
export type Waits = { readonly runs: number; readonly requests: number }
export const NOTHING_WAITS: Waits = { runs: 0, requests: 0 }

export const waitsIn = ({ yours, decide, requests }: Pick<HomeView, 'yours' | 'decide' | 'requests'>): Waits => ({ runs: yours.length + decide.length, requests: requests.length })
export const countOf = ({ runs, requests }: Waits): number => runs + requests
