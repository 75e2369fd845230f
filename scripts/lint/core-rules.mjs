// ESLint's own `no-restricted-syntax`, which oxlint has no native form of, lent to oxlint.
import eslint from 'eslint/use-at-your-own-risk'

export default { meta: { name: 'core' }, rules: { 'no-restricted-syntax': eslint.builtinRules.get('no-restricted-syntax') } }
