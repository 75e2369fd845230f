// Answers whether this server can do its work. Open to everybody: it says nothing about recoveries or people.
export const dynamic = 'force-dynamic'

export const GET = () => Response.json({ live: true, ready: true, reasons: [] }, { headers: { 'cache-control': 'no-store' } })
