import { backToPage, uploaderWrite } from '@/app/doors/uploader'

/** Files by a form without script: `?recoveryId=…&leg=…&request=…&next=…`, so that everything is known before the first byte of a file comes. */
export const POST = uploaderWrite(async ({ server, actor, request }) => {
  const answer = await server.uploads.plain(request, actor)
  return backToPage(request, answer.ok ? null : answer.error)
})
