import { problem } from '@/app/doors/problem'
import { uploaderRead, type Uploader } from '@/app/doors/uploader'

type Params = { readonly id: string }

/** The bytes of a file, to be saved; whole or from any byte on. */
export const GET = uploaderRead<Params>(fetchFile)
export const HEAD = uploaderRead<Params>(fetchFile)

async function fetchFile({ server, actor, request, params }: Uploader<Params>): Promise<Response> {
  const answer = await server.uploads.download(request, actor, params.id)
  return answer.ok ? answer.value : problem(answer.error)
}
