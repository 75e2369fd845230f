'use client'
/** What was brought for a request, with the hash to compare it by; one's own that went nowhere yet can be taken back. */
import { buttonClass } from '@/components/ui/button-look'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { FileView } from '@/lib/recoveries/dto'

/** @param query where a form leads back to, and who comes by a link */
export function BroughtFiles({ files, query, link }: { files: readonly FileView[]; query: string; link: string | null }) {
  const t = useT()
  if (files.length === 0) return null
  return (
    <ul aria-label={t('files.brought')} className="m-0 grid list-none gap-4 p-0">
      {files.map((file) => <li key={file.id} className="min-w-0 border-b border-hair pb-4"><BroughtFile file={file} query={query} link={link} /></li>)}
    </ul>
  )
}

function BroughtFile({ file: { id, name, sizeBytes, sha256, ownerName, at, used, mine }, query, link }: { file: FileView; query: string; link: string | null }) {
  const t = useT()
  const format = useFormatter()
  const href = `/api/files/${id}${link === null ? '' : `?${new URLSearchParams({ link })}`}`
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4">
        <a href={href} download className="inline-flex min-h-11 min-w-0 items-center break-all">{name}</a>
        <span className="text-fg-muted">{format.bytes(sizeBytes)}</span>
        <span className="text-fg-muted">{t('files.brought.by', { name: ownerName, time: format.dateTime(at) })}</span>
      </div>
      <p className="text-small">{t('fields.items.sha256')} <code className="font-mono break-all" translate="no">{sha256}</code></p>
      {!used && <p className="text-small text-fg-muted">{t('files.brought.unused')}</p>}
      {mine && !used && (
        <form method="post" action={`/api/files/${id}/remove?${query}`} data-screen-only>
          <button aria-label={t('files.takeBack.of', { name })} className={buttonClass('quiet')}>{t('files.takeBack')}</button>
        </form>
      )}
    </>
  )
}
