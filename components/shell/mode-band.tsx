import type { Translate } from '@/lib/i18n/translate'

/** Says on every page that this is not production: stripes and words, no hue. */
export function ModeBand({ t, kind }: { t: Translate; kind: 'demo' | 'drill' }) {
  const words = t(kind === 'demo' ? 'common.band.demo' : 'common.band.drill')
  return (
    <aside data-screen-only data-band={kind} aria-label={words} className="striped border-b border-line text-center text-small font-bold">
      <p className="inline-block bg-canvas px-3 py-1 text-fg">{words}</p>
    </aside>
  )
}
