import { backToPage, uploaderWrite } from '@/app/doors/uploader'

/** Takes back a file that nobody used yet; a form, `?next=…`. */
export const POST = uploaderWrite<{ readonly id: string }>(async ({ server, actor, request, params }) => {
  const answer = await server.uploads.remove(actor, params.id)
  return backToPage(request, answer.ok ? null : answer.error)
})
