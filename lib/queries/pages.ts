/**
 * One way to read: pages load with these very options, the event stream makes them stale, a slow poll stands behind it.
 * Keys: ['recoveries'] over everything, ['recoveries', id] over one; lists under ['lists'].
 */
import { queryOptions } from '@tanstack/react-query'
import type { HomeView, InboxView, RecoveryView, StepView } from '@/lib/recoveries/dto'
import { fetchJson } from './fetch-json'

/** Behind the event stream: a lost hint costs this long, in ms. */
const POLL_MS = 20_000

export const LISTS_KEY = ['lists'] as const
export const recoveryKey = (id: string) => ['recoveries', id] as const

export const homeQuery = () =>
  queryOptions({ queryKey: [...LISTS_KEY, 'home'], queryFn: ({ signal }) => fetchJson<HomeView>('/api/home', signal), refetchInterval: POLL_MS })

export const inboxQuery = () =>
  queryOptions({ queryKey: [...LISTS_KEY, 'inbox'], queryFn: ({ signal }) => fetchJson<InboxView>('/api/inbox', signal), refetchInterval: POLL_MS })

export const recoveryQuery = (id: string) =>
  queryOptions({ queryKey: [...recoveryKey(id), 'overview'], queryFn: ({ signal }) => fetchJson<RecoveryView>(`/api/recoveries/${encodeURIComponent(id)}`, signal), refetchInterval: POLL_MS })

export const stepQuery = (id: string, leg: number, no: number) =>
  queryOptions({
    queryKey: [...recoveryKey(id), 'step', leg, no],
    queryFn: ({ signal }) => fetchJson<StepView>(`/api/recoveries/${encodeURIComponent(id)}/legs/${leg}/steps/${no}`, signal),
    refetchInterval: POLL_MS,
  })
