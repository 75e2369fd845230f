/** The acts that the doors call, bound to one instance. */
import { err, ok } from '@/lib/std/result'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { RecoveryActs } from '../service'
import { interrupt } from './interrupt'
import { onRecovery } from './on-recovery'
import { onStep } from './on-step'
import { pasteForStart } from './paste-for-start'
import { saveStartPage, start } from './start'

const DRAFT_NAME = /^[A-Za-z0-9/_.-]{1,200}$/

export function createActs(deps: Deps): RecoveryActs {
  return {
    onStep: (actor, form) => onStep(deps, actor, form),
    onRecovery: (actor, form) => onRecovery(deps, actor, form),
    saveStartPage: (actor, page, form) => saveStartPage(deps, actor, page, form),
    start: (actor, form) => start(deps, actor, form),
    pasteForStart: (actor, form) => pasteForStart(deps, actor, form),
    interrupt: (actor, attempt) => interrupt(deps, actor, attempt),
    async saveDraft(actor, form, values) {
      const denied = mayAtAll(actor, 'draft')
      if (denied) return err(denied)
      if (!DRAFT_NAME.test(form)) return err(refuse('formIncomplete'))
      const at = deps.clock.now()
      await deps.drafts.save(actor.id, form, Object.fromEntries(Object.entries(values).map(([name, [value = '']]) => [name, value])), at)
      return ok({ at })
    },
  }
}
