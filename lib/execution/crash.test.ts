import { inject } from 'vitest'
import { crashSuite } from './testing/crash-suite'

crashSuite('local', { rounds: inject('isThorough') ? 3 : 1, ssh: null, line: null })
