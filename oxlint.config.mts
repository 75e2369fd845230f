// The linter's rules. The import table is data (architecture.mjs); this file only turns it into rules. Every rule is an error.
import { defineConfig } from 'oxlint'
import { layers, packages, pure, roots } from './architecture.mjs'

/** A zone forbids `target` to import `from`, except the listed paths, which are relative to `from`. */
const zones = Object.entries(layers).flatMap(([target, allowed]) =>
  roots.flatMap((root) => {
    const open = [...new Set([target, ...allowed])].filter((place) => place === root || place.startsWith(`${root}/`))
    if (open.includes(root)) return []
    const message = `${target} may import only: ${allowed.join(', ') || 'nothing of ours'} (architecture.mjs)`
    return [{ target: `./${target}`, from: `./${root}`, except: open.map((place) => `./${place.slice(root.length + 1)}`), message }]
  }),
)

const directive = (name: string) => `Program > ExpressionStatement[directive='${name}']`
const noEnv = { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Read lib/env.ts instead.' }
const noUseServer = { selector: directive('use server'), message: "'use server' lives only in app/**/actions.ts." }
const noUseClient = { selector: directive('use client'), message: "'use client' lives only in components/, lib/queries/, lib/i18n/ and app/." }
const noTypeImport = { selector: 'TSImportType', message: 'Write an import at the top: the import table cannot see this one.' }
const noNow = { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time as an argument.' }

const syntax = (...selectors: object[]) => ['error', noTypeImport, ...selectors]
const covers = (place: string) => (/\.\w+$/.test(place) ? place : `${place}/**`)
const tests = ['**/*.test.{ts,tsx}', '**/testing/**', '**/contract/**', '**/test-kit.ts']

/** The packages that a folder may not use. Later overrides replace earlier ones, so each folder gets its whole list. */
const closedTo = (place: string) =>
  packages
    .filter(({ only, not }) => (only ? !only.some((open) => place === open || place.startsWith(`${open}/`)) : not?.some((shut) => place === shut || place.startsWith(`${shut}/`))))
    .map(({ group, why }) => ({ group, message: why }))

const pureLists = { group: ['node:*', 'next', 'next/*', 'react', 'react-dom', 'drizzle-orm', 'drizzle-orm/*', 'server-only'], message: 'pure layer: no I/O and no framework' }
const places = [...roots.filter((root) => !(root in layers)), ...Object.keys(layers)]

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'nextjs'],
  jsPlugins: [
    { name: 'zones', specifier: 'eslint-plugin-import-x' },
    { name: 'core', specifier: './scripts/lint/core-rules.mjs' },
  ],
  settings: { 'import-x/resolver': { typescript: true } },
  ignorePatterns: ['node_modules', '.next*', '.toolchain', 'build', 'data', 'next-env.d.ts', 'test-results', 'playwright-report'],
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  categories: { correctness: 'error' },
  rules: {
    'core/no-restricted-syntax': syntax(noEnv, noUseServer, noUseClient),
    'zones/no-restricted-paths': ['error', { zones }],
    'import/no-cycle': 'error',
    'import/no-duplicates': 'error',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    // An event handler may be async: what it awaits handles its own refusals.
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    'typescript/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/ban-ts-comment': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-var': 'error',
    'prefer-const': 'error',
    // Ports and services are objects of closures: none of their functions uses `this`.
    'typescript/unbound-method': 'off',
    // Spreading a string into its code points is what is wanted where it is done.
    'typescript/no-misused-spread': 'off',
    // Tables drawn as blocks on a phone lose their roles unless these are written; a region that scrolls must take the focus.
    'jsx-a11y/no-redundant-roles': 'off',
    'jsx-a11y/no-interactive-element-to-noninteractive-role': 'off',
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'jsx-a11y/no-noninteractive-element-interactions': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
  },
  overrides: [
    ...places.map((place) => ({ files: [covers(place)], rules: { 'no-restricted-imports': ['error', { patterns: closedTo(place) }] } })),
    { files: ['components/**', 'lib/queries/**', 'lib/i18n/**', 'app/**'], rules: { 'core/no-restricted-syntax': syntax(noEnv, noUseServer) } },
    { files: ['app/**/actions.ts'], rules: { 'core/no-restricted-syntax': syntax(noEnv, noUseClient) } },
    // Programs of their own, configuration and tools stand outside the app's configuration.
    { files: ['lib/env.ts', 'lib/vmiunit/simulator/bin/**', 'instrumentation.ts', '*.config.*', 'scripts/**', 'e2e/**', ...tests], rules: { 'core/no-restricted-syntax': syntax(noUseServer, noUseClient) } },
    {
      files: pure.map(covers),
      rules: {
        'no-restricted-imports': ['error', { patterns: [pureLists, ...closedTo('lib/std')] }],
        'no-restricted-globals': ['error', 'process', 'globalThis', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance'],
        'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
        'core/no-restricted-syntax': syntax(noEnv, noUseServer, noUseClient, noNow),
      },
    },
    // Plain JavaScript: what has no types cannot be held to them.
    { files: ['**/*.mjs'], rules: { 'typescript/require-array-sort-compare': 'off', 'typescript/restrict-template-expressions': 'off' } },
    // Tests may look across layers: they are not shipped.
    { files: tests, rules: { 'zones/no-restricted-paths': 'off', 'no-restricted-imports': 'off', 'no-restricted-properties': 'off', 'no-restricted-globals': 'off', 'max-lines': 'off', 'typescript/no-non-null-assertion': 'off', 'core/no-restricted-syntax': syntax(noUseServer, noUseClient) } },
  ],
})
