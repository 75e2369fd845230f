import type { RequestCsv } from '@/lib/server'
import { problem } from './problem'

type Asked = { readonly ok: true; readonly value: RequestCsv } | { readonly ok: false; readonly error: Parameters<typeof problem>[0] }

/** A request's form as a file to be saved: never shown by the browser, never kept by anybody in between. */
export const csvAnswer = (asked: Asked): Response =>
  asked.ok
    ? new Response(asked.value.text, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${asked.value.fileName}"`, 'cache-control': 'no-store' } })
    : problem(asked.error)
