'use client'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { FileRef } from '@/lib/recovery/events'

/** A file that lies with us: its name as a download, its size, and the hash to compare what arrives with. */
export function FileLink({ file: { id, name, sizeBytes, sha256 } }: { file: FileRef }) {
  const t = useT()
  const format = useFormatter()
  return (
    <span className="block min-w-0">
      <a href={`/api/files/${id}`} download className="inline-flex min-h-11 items-center break-all">{name}</a>{' '}
      <span className="text-small text-fg-muted">{format.bytes(sizeBytes)}</span>
      <span className="block text-small">{t('run.files.sha256')} <code className="break-all">{sha256}</code></span>
    </span>
  )
}

export const FileLinks = ({ files }: { files: readonly FileRef[] }) => (
  <ul className="m-0 grid list-none gap-2 p-0">{files.map((file) => <li key={file.id}><FileLink file={file} /></li>)}</ul>
)
