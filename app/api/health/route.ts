// Answers whether this server can do its work, and why not. Open to everybody: it says nothing about recoveries or people.
import { getServer } from '@/lib/server'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { ready, reasons } = await (await getServer()).health()
  return Response.json({ live: true, ready, reasons }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
