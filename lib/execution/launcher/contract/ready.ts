/** What a session holds ready for the next job, and the ways to take an id. For tests only. */
import { readdirSync } from 'node:fs'
import { commandLineOf, isAlive, processesOf, replaceTool, type Place } from '../testing/place'

/** Processes that wait to become a command. */
export const waitingOf = (place: Place): readonly number[] =>
  processesOf(place).filter((pid) => isAlive(pid) && commandLineOf(pid).includes('\0--spare\0'))

/** Folders that wait for a job. */
export const preparedIn = (place: Place): readonly string[] => readdirSync(place.jobs).filter((name) => name.startsWith('.job.'))

/**
 * The two ways to take an id: the folder was made ready and only gets its name, or, where the machine lacks the tools for that, it is made.
 * Each with how its last tool before the command is led astray: SCRIPT says what it does first.
 */
export const WAYS = [
  ['made ready before', (place: Place, script: string) => replaceTool(place, 'ln', `case $2 in .job.*) ${script} ;; esac; exec /bin/ln "$@"`)],
  ['made at the press', (place: Place, script: string) => {
    replaceTool(place, 'ln', 'case $1 in -sT) exit 1 ;; esac; exec /bin/ln "$@"')
    replaceTool(place, 'sync', `case $1 in */job) ${script} ;; esac; exec /bin/sync "$@"`)
  }],
] as const
