import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'sqlite', schema: './db/schema/entry-sqlite.ts', out: './db/migrations/sqlite' })
