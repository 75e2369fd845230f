'use client'
/** Files for an answer or a request, brought before its form is sent: they stand beside it, since a form holds no other. */
import { useQueryClient } from '@tanstack/react-query'
import { Uploads } from '@/components/files/uploads'
import { Details } from '@/components/ui/details'
import { useT } from '@/lib/i18n/words'
import { recoveryKey } from '@/lib/queries/pages'
import type { RequestKey } from '@/lib/recovery/procedure'
import { useRun } from '../run-context'

const REQUEST_OF: Readonly<Partial<Record<string, RequestKey>>> = { 'collect-data': 'collect-data', 'request-replacement': 'request-replacement', 'clone-and-report': 'request-replacement', 'transfer-data': 'transfer-data' }

export function BringFiles() {
  const t = useT()
  const queries = useQueryClient()
  const { view: { recovery, leg, definition, files, uploads } } = useRun()
  const request = REQUEST_OF[definition.key]
  if (!request || uploads === null) return null
  const own = files.filter(({ mine, used }) => mine && !used)
  return (
    <div data-box className="rounded-box border border-line px-4 [&>details]:border-b-0">
      <Details summary={t('run.files.bring')} open={own.length > 0} wide>
        <Uploads of={{ recoveryId: recovery.id, leg, request }} files={own} limits={uploads} link={null} onChanged={() => void queries.invalidateQueries({ queryKey: recoveryKey(recovery.id) })} />
      </Details>
    </div>
  )
}
