import { inject } from 'vitest'
import { crashSuite } from './testing/crash-suite'

crashSuite('local', { effort: inject('isThorough') ? 'whole' : 'ways', ssh: null, line: null })
