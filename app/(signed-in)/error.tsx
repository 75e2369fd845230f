'use client'
import { ErrorView } from '@/components/shell/error-view'

/** A page that could not be drawn: the frame stays, the recovery goes on. Needs the dictionary scope `errors.page.` of the layout. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorView digest={error.digest ?? null} reset={reset} />
}
