// Makes the next migration of both engines from db/schema and embeds all of them as JSON, so that the built server needs no folder.
// Usage: node scripts/migrations.mjs NAME   (a new migration)   |   node scripts/migrations.mjs   (embed again only)
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const [name] = process.argv.slice(2)

for (const engine of ['sqlite', 'postgres']) {
  const folder = path.join(root, 'db', 'migrations', engine)
  if (name) {
    const drizzleKit = path.join(root, 'node_modules', 'drizzle-kit', 'bin.cjs')
    execFileSync(process.execPath, [drizzleKit, 'generate', '--config', `drizzle.${engine}.config.ts`, '--name', name], { cwd: root, stdio: 'inherit' })
  }
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta', '_journal.json'), 'utf8'))
  const migrations = journal.entries.map(({ tag }) => ({ tag, sql: readFileSync(path.join(folder, `${tag}.sql`), 'utf8') }))
  const triggers = readFileSync(path.join(folder, 'triggers.sql'), 'utf8')
  writeFileSync(`${folder}.json`, `${JSON.stringify({ migrations, triggers }, null, 1)}\n`)
}
