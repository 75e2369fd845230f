/** From the forms of the simulated world's page to its requests, and back from behaviours to the names that the page knows. Pure. */
import { posted, type PostedForm } from '@/lib/recoveries/forms'

/** What each named behaviour is to the simulator. */
const SCENARIOS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  slow: { kind: 'slow', lines: 20, everyMs: 1_000 },
  busy: { kind: 'busy' },
  warning: { kind: 'warning' },
  abnormal: { kind: 'abnormal' },
  abnormalChanges: { kind: 'abnormal', changes: true },
  lie: { kind: 'lie' },
  dieBefore: { kind: 'die', when: 'before' },
  dieAfter: { kind: 'die', when: 'after' },
  garbage: { kind: 'garbage' },
  hang: { kind: 'hang' },
  settle: { kind: 'settle', forMs: 60_000 },
  stopOffline: { kind: 'stopOffline', exitCode: 0 },
  silent: { kind: 'silent' },
  cut: { kind: 'cut', atByte: 120 },
}

/** What the form asks of the world; anything that is no request is refused there. */
export function worldRequest(form: PostedForm): unknown {
  const act = posted(form, 'act')
  const name = posted(form, 'name').trim()
  switch (act) {
    case 'clear':
      return { clear: true }
    case 'reset':
      return { reset: true }
    case 'scenario':
      return { command: posted(form, 'command'), scenario: SCENARIOS[posted(form, 'preset')], times: posted(form, 'times') === 'always' ? null : 1 }
    case 'clone':
      return { act: { kind: 'clone', name, template: posted(form, 'template'), ip: posted(form, 'ip').trim(), serviceIp: posted(form, 'serviceIp').trim(), power: posted(form, 'power') } }
    default:
      return { act: { kind: act, name } }
  }
}

/** The name of a behaviour; one that was set by other means is told by its kind. */
export function presetOf(scenario: { readonly kind: string; readonly changes?: boolean; readonly when?: string }): string {
  if (scenario.kind === 'abnormal' && scenario.changes) return 'abnormalChanges'
  if (scenario.kind === 'die') return scenario.when === 'after' ? 'dieAfter' : 'dieBefore'
  return scenario.kind
}
