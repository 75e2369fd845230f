'use client'
/** Two live regions stand, empty, from the first byte of the page; `useAnnounce()` writes into them by the rules of announcer.ts. */
import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { createAnnouncer, type Announcement } from './announcer'

const AnnounceContext = createContext<(announcement: Announcement) => void>(() => undefined)

/** Says something to screen readers; outside <LiveRegions> it is silent. */
export const useAnnounce = (): ((announcement: Announcement) => void) => use(AnnounceContext)

const browserTimer = {
  set: (run: () => void, afterMs: number) => window.setTimeout(run, afterMs),
  clear: (id: unknown) => window.clearTimeout(id as number | undefined),
  now: () => Date.now(),
}

export function LiveRegions({ children }: { children: ReactNode }) {
  const polite = useRef<HTMLParagraphElement>(null)
  const alert = useRef<HTMLParagraphElement>(null)
  const announcer = useMemo(
    () => createAnnouncer((region, text) => {
      const element = region === 'alert' ? alert.current : polite.current
      if (element) element.textContent = text
    }, browserTimer),
    [],
  )
  useEffect(() => announcer.stop, [announcer])
  return (
    <AnnounceContext value={announcer.announce}>
      {children}
      <p ref={polite} id="status-polite" role="status" className="sr-only" />
      <p ref={alert} id="alert" role="alert" className="sr-only" />
    </AnnounceContext>
  )
}
