'use client'
/** Two live regions stand, empty, from the first byte of the page; `useAnnounce()` writes into them by the rules of announcer.ts. */
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { createAnnouncer, type Announcement } from './announcer'

const AnnounceContext = createContext<(announcement: Announcement) => void>(() => undefined)

/** Says something to screen readers; outside <LiveRegions> it is silent. */
export const useAnnounce = (): ((announcement: Announcement) => void) => use(AnnounceContext)

const browserTimer = {
  set: (run: () => void, afterMs: number) => window.setTimeout(run, afterMs),
  clear: (id: unknown) => window.clearTimeout(id as number | undefined),
  now: () => Date.now(),
}

const REGION_ID: Readonly<Record<Announcement['region'], string>> = { polite: 'status-polite', alert: 'alert' }

function say(region: Announcement['region'], text: string): void {
  const element = document.getElementById(REGION_ID[region])
  if (element) element.textContent = text
}

export function LiveRegions({ children }: { children: ReactNode }) {
  const [announcer] = useState(() => createAnnouncer(say, browserTimer))
  useEffect(() => announcer.stop, [announcer])
  return (
    <AnnounceContext value={announcer.announce}>
      {children}
      <p id={REGION_ID.polite} role="status" className="sr-only" />
      <p id={REGION_ID.alert} role="alert" className="sr-only" />
    </AnnounceContext>
  )
}
