'use client'
/** The one cache of what was read, kept current by the event stream. Every page behind the sign-in stands within it. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { RefusedQuery } from './fetch-json'
import { listenLive, type LiveState } from './live'

/** What was drawn by the server is fresh for so long; a hint makes it stale at once. */
const FRESH_MS = 5_000
const RETRIES_MAX = 2

const LiveContext = createContext<LiveState>({ connected: true, since: 0 })

/** Whether what is shown is kept current, and since when it is not. */
export const useLiveState = (): LiveState => use(LiveContext)

export function LiveQueries({ children }: { children: ReactNode }) {
  const [client] = useState(createClient)
  const [state, setState] = useState<LiveState>({ connected: true, since: 0 })
  useEffect(() => listenLive(client, setState), [client])
  return (
    <QueryClientProvider client={client}>
      <LiveContext value={state}>{children}</LiveContext>
    </QueryClientProvider>
  )
}

/** A refusal is an answer and is not asked again; only what could not be reached is. */
const createClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry: (failures, error) => !(error instanceof RefusedQuery) && failures < RETRIES_MAX } } })
