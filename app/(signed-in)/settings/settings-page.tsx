import type { ReactNode } from 'react'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import type { Formatter } from '@/lib/i18n/format'
import { getFormatter, getT } from '@/lib/i18n/request'
import type { Translate } from '@/lib/i18n/translate'
import type { FormState } from '@/lib/recoveries/forms'
import type { Server, SignedIn } from '@/lib/server'
import type { Result } from '@/lib/std/result'

type Shown<T> = { readonly view: T; readonly t: Translate; readonly format: Formatter }
type Props<T> = {
  path: string
  ask: (settings: Server['settings'], actor: SignedIn) => Promise<Result<T, FormState['refusals'][number]>>
  /** The page is for changing alone: who may not is told so. */
  forChanging?: boolean
  children: (shown: Shown<T>) => ReactNode
}

/** What every page of the settings begins with: who looks, what may be shown to him, else why not. */
export async function SettingsPage<T extends object>({ path, ask, forChanging = false, children }: Props<T>) {
  const { server, actor } = await requireViewer(path)
  const [view, t, format] = await Promise.all([ask(server.settings, actor), getT(), getFormatter()])
  if (!view.ok) return <RefusedPage refusal={view.error} t={t} format={format} />
  if (forChanging && 'mayChange' in view.value && !view.value.mayChange) return <RefusedPage refusal={{ code: 'notAllowed' }} t={t} format={format} />
  return children({ view: view.value, t, format })
}
