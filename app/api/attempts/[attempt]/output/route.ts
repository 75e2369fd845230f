import { answerJson, signedInRead } from '@/app/doors/signed-in-route'
import { toBody } from '@/lib/std/body'

/** A piece of a command's output from `?offset=` in bytes; with `?raw=1` the stored bytes as a download. Never drawn in our origin. */
export const GET = signedInRead<{ attempt: string }>(async ({ server, actor, request, params }) => {
  const asked = new URL(request.url).searchParams
  if (asked.get('raw') !== '1') return answerJson(await server.pages.output(actor, params.attempt, toOffset(asked.get('offset'))))
  const raw = await server.pages.rawOutput(actor, params.attempt)
  if (!raw.ok) return answerJson(raw)
  const { bytes, sha256, totalBytes, isWhole } = raw.value
  const name = `output-${params.attempt.replaceAll(/[^A-Za-z0-9-]/g, '')}${isWhole ? '' : '-partial'}.log`
  return new Response(toBody(bytes), {
    headers: {
      'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store',
      'x-shirube-total-bytes': String(totalBytes), 'x-shirube-whole': isWhole ? 'yes' : 'no', ...(sha256 ? { 'x-shirube-sha256': sha256 } : {}),
      ...(isWhole ? { 'content-length': String(totalBytes) } : {}),
    },
  })
})

const toOffset = (text: string | null): number => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0)
