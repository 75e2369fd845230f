// Who may import whom, as data. One row per folder, or single file, of ours: what it may import beside itself. Not listed is forbidden.
// A file under several rows obeys all of them. The linter (oxlint.config.mts) and the test of the rules (scripts/lint/rules.test.mjs)
// both read this table, so it cannot drift from either. Why it is data: docs/decisions/0003-import-rules-as-data.md.

/** Every use-case folder says in a `ports.ts` what it needs of the outside; stores and adapters see that much of it. */
const ports = ['recoveries', 'handoff', 'accounts', 'sites', 'audit', 'notify', 'files', 'execution'].map((folder) => `lib/${folder}/ports.ts`)
/** The words of the command, free of any process or text. */
const vocabulary = ['lib/vmiunit/commands.ts', 'lib/vmiunit/outcome.ts']
/** What is known about the command, as pure functions over that vocabulary. */
const knowledge = ['age', 'blast-radius', 'changes', 'conclusion', 'exit-codes', 'offers', 'targets'].map((name) => `lib/vmiunit/${name}.ts`)

/** Mails as those know them who write or store them. */
const mailData = ['ports', 'facts'].map((name) => `lib/notify/${name}.ts`)
/** The mail settings as their page knows them: safe in the browser. */
const mailPage = ['forms', 'dto'].map((name) => `lib/notify/${name}.ts`)
/** How forms are read. */
const inputs = ['fields', 'lines', 'moment', 'parse-form'].map((name) => `lib/recoveries/input/${name}.ts`)

/** Connections and units as screens know them: safe in the browser. */
const sitesData = ['ports', 'forms', 'dto', 'checks'].map((name) => `lib/sites/${name}.ts`)

/** @type {Readonly<Record<string, readonly string[]>>} */
export const layers = {
  'lib/std': [],
  'lib/env.ts': [],
  'lib/log.ts': ['lib/env.ts'],
  'lib/i18n': ['lib/std', 'lib/recovery', 'lib/procedures', ...vocabulary, 'lib/env.ts'],
  // In the browser nobody has an environment.
  'lib/i18n/words.tsx': ['lib/std', 'lib/i18n'],
  'lib/i18n/format.ts': ['lib/std', 'lib/i18n'],

  'lib/vmiunit': ['lib/std'],
  'lib/vmiunit/commands.ts': ['lib/std'],
  'lib/vmiunit/outcome.ts': ['lib/std', 'lib/vmiunit/commands.ts'],
  'lib/recovery': ['lib/std', 'lib/accounts/may.ts', ...vocabulary, ...knowledge],
  'lib/procedures': ['lib/std', 'lib/recovery', ...vocabulary],

  'lib/recoveries': ['lib/std', 'lib/recovery', 'lib/procedures', 'lib/vmiunit', 'lib/sites/ports.ts', ...mailData, 'lib/files/ports.ts', 'lib/handoff/ports.ts'],
  'lib/recoveries/ports.ts': ['lib/std', 'lib/recovery', ...vocabulary, 'lib/recoveries/dto.ts', ...mailData],
  'lib/recoveries/dto.ts': ['lib/std', 'lib/recovery', ...vocabulary, 'lib/notify/ports.ts'],
  'lib/recoveries/forms.ts': ['lib/std', 'lib/recovery', 'lib/procedures', 'lib/vmiunit', 'lib/recoveries/dto.ts', 'lib/recoveries/ports.ts'],
  'lib/execution': ['lib/std', 'lib/vmiunit', 'lib/recovery', 'lib/recoveries/ports.ts', 'lib/sites/ports.ts', 'lib/sites/checks.ts'],
  'lib/execution/launcher': ['lib/std', 'lib/vmiunit'],
  'lib/execution/transports': ['lib/std', 'lib/vmiunit', 'lib/execution/launcher'],
  'lib/handoff': ['lib/std', 'lib/i18n', 'lib/recovery', 'lib/procedures', 'lib/recoveries', 'lib/sites/ports.ts', ...mailData, 'lib/files/ports.ts'],
  'lib/handoff/ports.ts': ['lib/std', 'lib/i18n', 'lib/recovery'],
  'lib/handoff/dto.ts': ['lib/std', 'lib/i18n/locale.ts', 'lib/recovery', 'lib/recoveries/dto.ts'],
  'lib/accounts': ['lib/std', 'lib/recovery'],
  'lib/accounts/may.ts': [],
  'lib/sites': [
    'lib/std', 'lib/recovery', 'lib/vmiunit', 'lib/execution/transports/ssh-login.ts', 'lib/recoveries/dto.ts', 'lib/recoveries/forms.ts',
    ...inputs,
  ],
  'lib/sites/ports.ts': ['lib/std', 'lib/recovery', ...vocabulary],
  ...Object.fromEntries(['forms', 'dto', 'checks'].map((name) => [`lib/sites/${name}.ts`, ['lib/std', 'lib/recovery', ...vocabulary, ...sitesData]])),
  'lib/audit': ['lib/std', 'lib/recovery'],
  'lib/notify': ['lib/std', 'lib/i18n', 'lib/recovery', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/recoveries/forms.ts', 'lib/sites/ports.ts', 'lib/handoff/ports.ts', 'lib/execution/transports/ssh-login.ts', ...inputs],
  'lib/notify/facts.ts': ['lib/std', 'lib/recovery'],
  'lib/notify/ports.ts': ['lib/std', 'lib/i18n', 'lib/recovery', 'lib/notify/facts.ts'],
  ...Object.fromEntries(mailPage.map((file) => [file, ['lib/std', 'lib/notify/ports.ts']])),
  'lib/files': ['lib/std', 'lib/recovery', 'lib/recoveries/dto.ts'],
  'lib/files/ports.ts': ['lib/std', 'lib/recovery'],
  'lib/queries': ['lib/std', 'lib/recovery', 'lib/recoveries/dto.ts'],
  'lib/demo-world.ts': ['lib/std', 'lib/vmiunit'],
  // The one composition root, and the parts of it; nobody else imports those.
  'lib/compose.ts': ['lib', 'db'],
  'lib/compose': ['lib', 'db'],
  'lib/server.ts': ['lib', 'db'],

  db: ['lib/std', 'lib/env.ts', 'lib/recovery', ...vocabulary, ...ports, 'lib/recoveries/dto.ts', 'lib/notify/facts.ts'],

  'components/ui': ['lib/std', 'lib/i18n'],
  'components/forms': ['lib/std', 'lib/i18n', 'lib/recovery', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/recoveries/forms.ts', 'components/ui'],
  'components/shell': ['lib/std', 'lib/i18n', 'lib/recovery', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/recoveries/forms.ts', 'lib/queries', 'components/ui', 'components/forms'],
  'components/files': ['lib/std', 'lib/i18n', 'lib/recovery', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/recoveries/forms.ts', 'components/forms', 'components/ui'],
  'components/recovery': ['lib/std', 'lib/i18n', 'lib/recovery', 'lib/procedures', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/queries', 'lib/recoveries/forms.ts', 'components/files', 'components/forms', 'components/ui'],
  'components/home': ['lib/std', 'lib/i18n', 'lib/recovery', 'lib/procedures', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/queries', 'components/ui', 'components/recovery'],
  'components/handoff': ['lib/std', 'lib/i18n', 'lib/recovery', 'lib/procedures', ...vocabulary, 'lib/recoveries/dto.ts', 'lib/handoff/dto.ts', 'lib/queries', 'lib/recoveries/forms.ts', 'components/files', 'components/forms', 'components/ui', 'components/recovery'],
  'components/accounts': ['lib/std', 'lib/i18n', 'lib/queries', 'lib/recoveries/forms.ts', 'components/forms', 'components/ui'],
  'components/demo': ['lib/std', 'lib/i18n', 'lib/recoveries/forms.ts', 'components/forms', 'components/ui', 'components/recovery'],
  'components/sites': ['lib/std', 'lib/i18n', 'lib/recovery', ...vocabulary, 'lib/recoveries/forms.ts', ...sitesData, ...mailPage, 'components/forms', 'components/ui'],

  app: ['lib/std', 'lib/i18n', 'lib/server.ts', 'lib/queries', 'lib/recoveries/dto.ts', 'lib/handoff/dto.ts', 'lib/recoveries/forms.ts', ...sitesData, 'lib/procedures', 'components'],
  e2e: ['lib/std', 'lib/i18n', 'lib/procedures', 'lib/recovery', 'lib/vmiunit', 'db/testing', 'lib/execution/testing', 'lib/notify/testing'],
}

/** Folders whose every file must fall under a row. */
export const roots = ['app', 'components', 'lib', 'db', 'e2e']

/** No clock, no chance, no process, no framework: the same input gives the same result for ever. */
export const pure = ['lib/std', 'lib/accounts/may.ts', 'lib/recovery', 'lib/procedures', ...vocabulary, ...knowledge]

/** Packages and who alone may use them; `pure` folders may use none of these and nothing of Node. */
export const packages = [
  { group: ['server-only'], only: ['lib/server.ts'], why: 'server-only throws in plain Node: lib/server.ts alone guards the boundary' },
  { group: ['drizzle-orm', 'drizzle-orm/*', 'better-sqlite3', 'pg'], only: ['db'], why: 'SQL lives in db' },
  { group: ['zod', 'zod/*'], not: ['components', 'lib/queries'], why: 'input is parsed on the server; zod stays out of the browser' },
  { group: ['next', 'next/*'], only: ['app', 'components', 'lib/i18n', 'lib/queries', 'lib/server.ts', 'lib/compose.ts', 'lib/accounts'], why: 'the product does not depend on the framework that shows it' },
  { group: ['react', 'react-dom', '@tanstack/react-query'], only: ['app', 'components', 'lib/i18n', 'lib/queries'], why: 'views live in components' },
]
