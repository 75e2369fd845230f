/** Files that lie with us, wherever a record names them. Pure; for server and browser. */
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FileRef } from '@/lib/recovery/events'

/** In whose words; `link`: the token by which files are fetched where nobody is signed in. */
export type Reader = { readonly t: Translate; readonly format: Formatter; readonly link: string | null }

export const fileHref = (id: string, link: string | null): string => `/api/files/${id}${link === null ? '' : `?${new URLSearchParams({ link })}`}`

/** A file's name as a download, its size, and the hash to compare what arrives with. */
function FileLink({ file: { id, name, sizeBytes, sha256 }, reader: { t, format, link } }: { file: FileRef; reader: Reader }) {
  return (
    <span className="block min-w-0">
      <a href={fileHref(id, link)} download className="inline-flex min-h-11 items-center break-all">{name}</a>{' '}
      <span className="text-small text-fg-muted">{format.bytes(sizeBytes)}</span>
      <span className="block text-small">{t('run.files.sha256')} <code className="break-all">{sha256}</code></span>
    </span>
  )
}

export const FileLinks = ({ files, reader }: { files: readonly FileRef[]; reader: Reader }) => (
  <ul className="m-0 grid list-none gap-2 p-0">{files.map((file) => <li key={file.id}><FileLink file={file} reader={reader} /></li>)}</ul>
)
