'use client'
import { useRouter } from 'next/navigation'
import { useRun } from '@/components/recovery/run-context'
import { Uploads } from '@/components/files/uploads'

/** Files that go with the answer of the page's request. `link`: the token, where nobody is signed in. */
export function LinkUploads({ link }: { link: string | null }) {
  const router = useRouter()
  const { view: { recovery, leg, request, files, uploads } } = useRun()
  return <Uploads of={{ recoveryId: recovery.id, leg, request: request?.key ?? '' }} files={files} limits={uploads} link={link} onChanged={() => router.refresh()} />
}
