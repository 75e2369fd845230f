/**
 * A server, never as a bare address: role word + shape + address, the same on every screen, in mail and in print. The addresses of one
 * recovery often differ by swapped digits, so the last number is bold and digits are of one width. A server is known by its role; where
 * a replacement carries the same address, 旧 and 新 say which.
 */
import type { ServerRole } from '@/lib/recovery/procedure'
import type { Translate } from '@/lib/i18n/translate'

export type ChipWords = { readonly role: string; readonly same: string }
/** `other`: a server of the unit that this recovery is not about, or one that nobody has chosen yet. */
export type ChipRole = ServerRole | 'other'
export type ChipServer = { readonly role: ChipRole; readonly id: string; readonly hypervisorName?: string | null; readonly sameAddress: boolean }

const SHAPE: Readonly<Record<ChipRole, string>> = { failed: '■', new: '◆', other: '●' }
/** Shapes are drawn, since fonts disagree about their size. */
const PATH: Readonly<Record<ChipRole, string>> = { failed: 'M2 2h12v12H2z', new: 'M8 .6 15.4 8 8 15.4.6 8z', other: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z' }

/** The words of a chip, for callers that hold a translator. */
export function chipWords(t: Translate, role: ChipRole): ChipWords {
  if (role === 'other') return { role: t('common.server.other'), same: '' }
  return role === 'failed' ? { role: t('common.server.failed'), same: t('common.server.failed.same') } : { role: t('common.server.new'), same: t('common.server.new.same') }
}

/** The chip as text: `障害 ■ 192.168.1.101`, for titles, names of buttons, mail. */
export function chipText({ role, id, sameAddress, hypervisorName }: ChipServer, words: ChipWords): string {
  const same = sameAddress ? `（${words.same}）` : ''
  return `${words.role} ${SHAPE[role]} ${id}${same}${hypervisorName ? `（${hypervisorName}）` : ''}`
}

export function ServerChip({ server, words, withName = false }: { server: ChipServer; words: ChipWords; /** at the hypervisor nobody sees addresses */ withName?: boolean }) {
  const { role, id, sameAddress, hypervisorName } = server
  const cut = id.lastIndexOf('.') + 1
  return (
    <span data-chip={role} data-box className="inline-flex max-w-full flex-wrap items-baseline gap-x-1.5 rounded-chip border border-line bg-canvas px-1.5 align-baseline leading-normal text-fg" translate="no">
      <span className="text-[0.8em] font-bold">{words.role}</span>
      <svg viewBox="0 0 16 16" aria-hidden focusable="false" className="size-[0.7em] flex-none self-center"><path d={PATH[role]} fill="currentColor" /></svg>
      <span className="font-mono font-normal">
        {id.slice(0, cut)}
        <b>{id.slice(cut)}</b>
      </span>
      {sameAddress && <span className="font-bold">（{words.same}）</span>}
      {withName && hypervisorName && <span className="font-mono font-normal text-[0.9em]">（{hypervisorName}）</span>}
    </span>
  )
}
