import { answerJson, signedInRead } from '@/app/doors/signed-in-route'

/** A page of the list: `?open=1`, `?unit=`, `?text=`, `?cursor=`. */
export const GET = signedInRead(async ({ server, actor, request }) => {
  const asked = new URL(request.url).searchParams
  const filter = { open: asked.has('open') ? asked.get('open') === '1' : undefined, unit: asked.get('unit') ?? undefined, text: asked.get('text') ?? undefined }
  return answerJson(await server.pages.list(actor, filter, asked.get('cursor')))
})
