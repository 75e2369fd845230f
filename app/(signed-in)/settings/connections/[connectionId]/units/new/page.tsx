import type { Metadata } from 'next'
import { getT } from '@/lib/i18n/request'
import { UnitPage } from '../unit-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.unit.title.new') }
}

export default async function NewUnitPage({ params }: { params: Promise<{ connectionId: string }> }) {
  return <UnitPage connectionId={(await params).connectionId} name={null} />
}
