/**
 * What every launcher keeps, whatever the transport and the shell: one suite, run for each of them. For tests only.
 * `make` gives a launcher at a place, and how its script is reached by hand.
 */
import { describe } from 'vitest'
import type { Launcher } from '../port'
import type { Connect } from '../session'
import type { Place } from '../testing/place'
import { connectionContract } from './connection'
import { interruptingContract } from './interrupting'
import { onceContract } from './once'
import { outputContract } from './output'
import { readingContract } from './reading'
import { refusingContract } from './refusing'
import { createStage } from './stage'
import { surroundingsContract } from './surroundings'
import { trueEndContract } from './true-end'

export type Made = { readonly launcher: Launcher; readonly connect: Connect }
export type Make = (place: Place) => Made

/**
 * How often what is left to chance is repeated. `whole`: as often as the promises were measured; `part`: about a quarter of it, for an ordinary
 * run of what differs from another only in its shell or transport.
 */
export type Effort = 'whole' | 'part'

export function launcherContract(name: string, make: Make, { effort }: { readonly effort: Effort }): void {
  describe(`launcher: ${name}`, () => {
    const stage = createStage(make, effort)
    onceContract(stage)
    trueEndContract(stage)
    outputContract(stage)
    interruptingContract(stage)
    surroundingsContract(stage)
    readingContract(stage)
    refusingContract(stage)
    connectionContract(stage)
  })
}
