/** Requests that wait for their answers, each on a stage of its own that is cleared after its test. For tests only. */
import { afterEach } from 'vitest'
import type { StepKey } from '@/lib/recovery/procedure'
import { openStage, REQUEST, type Fields, type Stage } from './stage'


export const HOUR_MS = 3_600_000
export const COLLECT_NO = 'R-2026-0012-1'
export const REPORT_NO = 'R-2026-0012-5'

/** In the site's zone, as a form posts it. */
export const minute = (at: number): string => new Date(at + 9 * HOUR_MS).toISOString().slice(0, 16)

/** To be called where the tests are described. */
export function useRequests() {
  const stages: Stage[] = []
  afterEach(async () => { for (const stage of stages.splice(0)) await stage.database.dispose() })

  async function opened(key: StepKey): Promise<Stage> {
    const stage = await openStage(key)
    stages.push(stage)
    return stage
  }
  return {
    opened,
    /** Step 1 waits for its answer; the link to it. */
    async collecting() {
      const stage = await opened('collect-data')
      return { ...stage, token: await stage.linkTo('collect-data', COLLECT_NO) }
    },
    /** Step 5 was sent by its form, due in an hour; the link of its mail. */
    async replacing(fields: Fields = {}) {
      const stage = await opened('request-replacement')
      const dueAt = stage.time.now + HOUR_MS
      await stage.drive('request-replacement', 'sendRequest', { ...REQUEST, dueAt: minute(dueAt), ...fields })
      return { ...stage, dueAt: Math.floor(dueAt / 60_000) * 60_000, token: await stage.linkTo('request-replacement', REPORT_NO) }
    },
  }
}
