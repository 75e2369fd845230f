'use client'
/** The files that a page is sending: what stands on it, and what is said. Progress is drawn every 5 %, so that nothing flickers. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '@/lib/recovery/refusals'
import { sendFile, type OfRequest, type Sent, type Told } from './uploads-client'

export type SendingState = 'starting' | 'sending' | 'waiting' | 'paused' | 'arrived' | 'cancelled' | 'refused'
export type Sending = { readonly key: number; readonly name: string; readonly sizeBytes: number; readonly percent: number; readonly state: SendingState; readonly refusal: Refusal | null }
export type Sendings = { readonly sendings: readonly Sending[]; send(files: readonly File[]): void; goOn(key: number): void; cancel(key: number): void }

const OVER: readonly SendingState[] = ['arrived', 'cancelled', 'refused']
/** Nothing more becomes of it. */
export const isOver = (state: SendingState): boolean => OVER.includes(state)

const STEP_PERCENT = 5

/** In whole steps; 100 only when everything was sent. Pure. */
export const toPercent = (sentBytes: number, sizeBytes: number): number => (sentBytes >= sizeBytes ? 100 : Math.floor((sentBytes / sizeBytes) * (100 / STEP_PERCENT)) * STEP_PERCENT)

/** @param onArrived after each file that is whole on the server */
export function useSending(of: OfRequest, link: string | null, onArrived: () => void): Sendings {
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const running = useRef(new Map<number, { readonly file: File; sent: Sent | null }>())
  const count = useRef(0)

  const change = useCallback((key: number, to: Partial<Sending>) => setSendings((all) => changed(all, key, to)), [])

  const start = async (key: number): Promise<void> => {
    const one = running.current.get(key)
    if (!one) return
    const end = (to: Partial<Sending>): void => {
      running.current.delete(key)
      change(key, to)
    }
    const told: Told = {
      onProgress: (sentBytes) => change(key, { state: 'sending', percent: toPercent(sentBytes, one.file.size) }),
      onWaiting: () => change(key, { state: 'waiting' }),
      onPaused: () => change(key, { state: 'paused' }),
      onRefused: (refusal) => end({ state: 'refused', refusal }),
      onArrived: () => {
        end({ state: 'arrived', percent: 100 })
        onArrived()
      },
    }
    try {
      const sent = await sendFile(one.file, of, link, told)
      if (running.current.has(key)) one.sent = sent
      else await sent.cancel()
    } catch {
      // What sends files could not be loaded: the line is broken, or another version is there.
      told.onPaused()
    }
  }

  const goOn = (key: number): void => {
    change(key, { state: 'starting' })
    const sent = running.current.get(key)?.sent
    if (sent) sent.goOn()
    else void start(key)
  }

  useGoingOnline(() => {
    for (const { key, state } of sendings) if (state === 'paused') goOn(key)
  })

  return {
    sendings, goOn,
    send(files) {
      for (const file of files) {
        const key = (count.current += 1)
        running.current.set(key, { file, sent: null })
        setSendings((all) => [...all, { key, name: file.name, sizeBytes: file.size, percent: 0, state: 'starting', refusal: null }])
        void start(key)
      }
    },
    cancel(key) {
      const sent = running.current.get(key)?.sent
      running.current.delete(key)
      change(key, { state: 'cancelled' })
      void sent?.cancel()
    },
  }
}

/** The same list where nothing changed, so that nothing is drawn again. What is over stays over. */
function changed(all: readonly Sending[], key: number, to: Partial<Sending>): readonly Sending[] {
  const one = all.find((sending) => sending.key === key)
  if (!one || isOver(one.state)) return all
  const next = { ...one, ...to }
  return next.state === one.state && next.percent === one.percent ? all : all.map((sending) => (sending === one ? next : sending))
}

function useGoingOnline(goOn: () => void): void {
  const latest = useRef(goOn)
  useEffect(() => {
    latest.current = goOn
  })
  useEffect(() => {
    const heard = (): void => latest.current()
    window.addEventListener('online', heard)
    return () => window.removeEventListener('online', heard)
  }, [])
}
