'use client'
/** Time as the server counts it: the browser's clock corrected by the offset seen when the page was drawn. */
import { useEffect, useState } from 'react'
import type { TimeMs } from '@/lib/std/clock'

/** A wrong clock of the browser is told from here on. */
export const CLOCK_OFF_MS = 60_000

export type ServerTime = { readonly now: TimeMs; /** how far the browser's clock is off, where that is worth telling */ readonly offByMs: number | null }

/** The server's time, again every `everyMs`. `serverNow` is the server's time when it drew the page, in ms since 1970. */
export function useServerTime(serverNow: TimeMs, everyMs: number): ServerTime {
  const [time, setTime] = useState<ServerTime>({ now: serverNow, offByMs: null })
  useEffect(() => {
    const offsetMs = serverNow - Date.now()
    const offByMs = Math.abs(offsetMs) > CLOCK_OFF_MS ? offsetMs : null
    const id = setInterval(() => setTime({ now: Date.now() + offsetMs, offByMs }), everyMs)
    return () => clearInterval(id)
  }, [serverNow, everyMs])
  return time
}
