'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** Moves the focus to the heading after a navigation inside the app, as a page load would; events never move it. */
export function HeadingFocus() {
  const pathname = usePathname()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    document.querySelector<HTMLElement>('main h1')?.focus()
  }, [pathname])
  return null
}
