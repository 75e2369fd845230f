'use client'
/** What is on its way, as text; said aloud at its ends and every quarter only. */
import { useEffect } from 'react'
import { buttonClass } from '@/components/ui/button-look'
import { classNames } from '@/components/ui/class-names'
import { useAnnounce } from '@/components/ui/live-regions'
import type { Formatter } from '@/lib/i18n/format'
import { refusalText } from '@/lib/i18n/refusal-text'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import { isOver, type Sending, type SendingState } from './uploads-state'

const SAID_EVERY_PERCENT = 25
/** May be held back and overtaken by what comes after it. */
const PASSING: readonly SendingState[] = ['starting', 'sending', 'waiting']
const EDGE: Readonly<Partial<Record<SendingState, string>>> = { refused: 'border-st-fail', arrived: 'border-st-done' }

type Acts = { readonly goOn: (key: number) => void; readonly cancel: (key: number) => void }

export function SendingList({ sendings, ...acts }: Acts & { sendings: readonly Sending[] }) {
  if (sendings.length === 0) return null
  return <ul className="m-0 grid list-none gap-3 p-0">{sendings.map((one) => <SendingItem key={one.key} one={one} {...acts} />)}</ul>
}

function SendingItem({ one, goOn, cancel }: Acts & { one: Sending }) {
  const t = useT()
  const format = useFormatter()
  const { key, name, state } = one
  useSaidAloud(one, t, format)
  return (
    <li className={classNames('min-w-0 border-s-4 ps-4', EDGE[state] ?? 'border-st-active')}>
      <p className={classNames('max-w-text break-words', state === 'refused' && 'font-bold text-tx-fail')}>
        {state === 'refused' && <span>{t('common.errorPrefix')}</span>}
        {textOf(t, format, one)}
      </p>
      {!isOver(state) && (
        <div className="flex flex-wrap gap-x-4">
          {state === 'paused' && <button type="button" aria-label={t('files.goOn.of', { name })} onClick={() => goOn(key)} className={buttonClass('quiet')}>{t('files.goOn')}</button>}
          <button type="button" aria-label={t('files.cancel.of', { name })} onClick={() => cancel(key)} className={buttonClass('quiet')}>{t('files.cancel')}</button>
        </div>
      )}
    </li>
  )
}

function useSaidAloud(one: Sending, t: Translate, format: Formatter): void {
  const announce = useAnnounce()
  const percent = Math.floor(one.percent / SAID_EVERY_PERCENT) * SAID_EVERY_PERCENT
  const text = textOf(t, format, { ...one, percent })
  const region = one.state === 'refused' ? 'alert' : 'polite'
  const kind = PASSING.includes(one.state) ? 'phase' : 'once'
  useEffect(() => announce({ region, text, kind }), [announce, region, text, kind])
}

const textOf = (t: Translate, format: Formatter, { name, sizeBytes, percent, state, refusal }: Sending): string =>
  refusal ? refusalText(t, format, refusal) : state === 'refused' ? '' : t(`files.${state}`, { name, percent, total: format.bytes(sizeBytes) })
