/** The PostgreSQL server of a test file: the one that was named, else a cluster of its own. In CI one must be named. */
import { afterAll, beforeAll, inject } from 'vitest'
import { dropTemplate } from './index'
import { startPostgresCluster, type PostgresCluster } from './postgres-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseUrl: string | null
    isCi: boolean
    /** Everything, as `npm run test:all` does, instead of a sample. */
    isThorough: boolean
  }
}

/** Call at the top of a test file or a `describe`; the address is known once its tests run. */
export function usePostgresServer(): { url(): string } {
  let cluster: PostgresCluster | null = null
  let url = inject('testDatabaseUrl')
  beforeAll(async () => {
    if (url !== null) return
    if (inject('isCi')) throw new Error('SHIRUBE_TEST_DATABASE_URL is not set: in CI the contract suite must run on a real PostgreSQL')
    cluster = await startPostgresCluster()
    url = cluster.url
  }, 60_000)
  afterAll(async () => {
    if (url !== null) await dropTemplate(url)
    await cluster?.stop()
  })
  return {
    url() {
      if (url === null) throw new Error('The PostgreSQL server is not started yet')
      return url
    },
  }
}
