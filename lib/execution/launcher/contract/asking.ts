/** What the contract's tests ask for, and how they hear the answer. For tests only. */
import type { Asked } from '../port'

export const NEVER_LATE = 999_999_999_999_999
export const PATIENCE = { deadlineMs: 20_000 }
export const SERVER = '192.168.1.101'
export const detach = (unit: string): readonly string[] => ['detach', '-unit', unit, '-vs', SERVER]

/** The answer's value; a trouble fails the test with its own words. */
export async function told<T>(asked: Asked<T>): Promise<T> {
  const answer = await asked
  if (!answer.ok) throw new Error(`trouble: ${JSON.stringify(answer.error)}`)
  return answer.value.value
}
export const codeOf = async (asked: Asked<unknown>): Promise<string> => {
  const answer = await asked
  if (answer.ok) return `answered ${JSON.stringify(answer.value.value)}`
  return answer.error.kind === 'refused' ? answer.error.code : `${answer.error.kind}: ${answer.error.cause}`
}
