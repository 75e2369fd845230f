import { describe } from 'vitest'
import { databaseContract } from './testing/contract'
import { usePostgresServer } from './testing/postgres-server'

describe('on SQLite', () => databaseContract('sqlite', () => null))

describe('on PostgreSQL', () => {
  const server = usePostgresServer()
  databaseContract('postgres', server.url)
})
