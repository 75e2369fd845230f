'use client'
/**
 * Notifications of the browser, on wish: whether they can come, whether they are wanted (kept in this browser), and showing one. Words arrive
 * from the caller.
 */
import { useSyncExternalStore } from 'react'

/** `insecure`: plain HTTP, where browsers offer none · `unsupported`: this browser shows none to pages · `denied`: refused in the browser's settings. */
export type NotifyState = 'on' | 'off' | 'denied' | 'insecure' | 'unsupported'
type Found = { readonly isSecure: boolean; /** null: the browser knows no notifications */ readonly permission: NotificationPermission | null; readonly wish: string | null }

const KEY = 'shirube-notify'
const WANTED = 'on'
/** Noted where a browser said yes and then showed nothing (phones). */
const IMPOSSIBLE = 'impossible'
const MINUTE_MS = 60_000

/** What is the case, from what the browser tells. Pure. */
export function notifyState({ isSecure, permission, wish }: Found): NotifyState {
  if (!isSecure) return 'insecure'
  if (permission === null || wish === IMPOSSIBLE) return 'unsupported'
  if (permission === 'denied') return 'denied'
  return permission === 'granted' && wish === WANTED ? 'on' : 'off'
}

/** Two tabs that tell the same at the same time share a tag: the browser shows it once. Pure. */
export const notificationTag = (count: number, atMs: number): string => `shirube-${count}-${Math.floor(atMs / MINUTE_MS)}`

const listeners = new Set<() => void>()
const changed = (): void => listeners.forEach((listener) => listener())

function subscribe(listener: () => void): () => void {
  const ended = new AbortController()
  listeners.add(listener)
  window.addEventListener('storage', listener, { signal: ended.signal })
  // The permission is changed in the browser's own settings.
  void navigator.permissions?.query({ name: 'notifications' }).then((status) => status.addEventListener('change', listener, { signal: ended.signal })).catch(() => undefined)
  return () => {
    listeners.delete(listener)
    ended.abort()
  }
}

const current = (): NotifyState => notifyState({ isSecure: window.isSecureContext, permission: 'Notification' in window ? Notification.permission : null, wish: readWish() })

/** Null until the browser has been asked. */
export const useNotifyState = (): NotifyState | null => useSyncExternalStore(subscribe, current, () => null)

/** Asks the browser for its permission, by a press of the person, and shows the first one. */
export async function turnNotificationsOn(first: Shown): Promise<void> {
  if ((await Notification.requestPermission()) === 'granted') keepWish(show(first) ? WANTED : IMPOSSIBLE)
  changed()
}

export function turnNotificationsOff(): void {
  keepWish('off')
  changed()
}

type Shown = { readonly title: string; readonly body: string; readonly tag: string }

/** Shows one, if they are wanted; a click leads to this page. */
export function showNotification(shown: Shown): void {
  if (current() === 'on') show(shown)
}

function show({ title, body, tag }: Shown): boolean {
  try {
    const notification = new Notification(title, { body, tag, icon: '/icon.svg' })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
    return true
  } catch {
    return false
  }
}

/** A browser may keep nothing for us; then they are off. */
function readWish(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
function keepWish(wish: string): void {
  try {
    localStorage.setItem(KEY, wish)
  } catch {
    // Off, then, and the page says so.
  }
}
