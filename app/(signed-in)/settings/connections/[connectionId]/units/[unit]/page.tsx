import type { Metadata } from 'next'
import { getT } from '@/lib/i18n/request'
import { UnitPage } from '../unit-page'

type Params = { params: Promise<{ connectionId: string; unit: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await getT())('settings.unit.title.edit', { name: decodeURIComponent((await params).unit) }) }
}

export default async function KnownUnitPage({ params }: Params) {
  const { connectionId, unit } = await params
  return <UnitPage connectionId={connectionId} name={decodeURIComponent(unit)} />
}
