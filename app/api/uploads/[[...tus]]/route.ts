import { problem } from '@/app/doors/problem'
import { uploaderRead, uploaderWrite, type Uploader } from '@/app/doors/uploader'

type Params = { readonly tus?: readonly string[] }

/** Files in pieces, by the tus protocol: begun at the collection (POST), asked for (HEAD), gone on with (PATCH) and given up (DELETE) at their own path. */
export const POST = uploaderWrite<Params>(speak)
export const HEAD = uploaderRead<Params>(speak)
export const PATCH = uploaderWrite<Params>(speak)
export const DELETE = uploaderWrite<Params>(speak)

async function speak({ server, actor, request, params: { tus = [] } }: Uploader<Params>): Promise<Response> {
  const [id = null, ...rest] = tus
  if (rest.length > 0) return problem({ code: 'fileUnknown' })
  const answer = await server.uploads.tus(request, actor, id)
  return answer.ok ? answer.value : problem(answer.error)
}
