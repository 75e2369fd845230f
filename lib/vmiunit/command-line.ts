/**
 * Commands as a person copies them into a terminal of the management server. Each line ends by printing the exit code in a form that
 * pasted.ts knows. The program's path tells which shell it is meant for. Pure; imports the vocabulary only.
 */
import { toArgv, type StatusTarget, type UnitName } from './commands'

/** `vmiunit.exe`, or a path as Windows writes it. */
const isWindows = (programPath: string): boolean => programPath.includes('\\') || /\.exe$/i.test(programPath)

/** The two lines that read a unit's state. */
export const statusLines = (programPath: string, unit: UnitName): readonly string[] =>
  (['unit', 'virtualserver'] satisfies readonly StatusTarget[]).map((target) => withEnd(programPath, toArgv({ name: 'status', unit, target }), ` unit=${unit} target=${target}`))

/** One command with exactly these arguments. */
export const commandLine = (programPath: string, argv: readonly string[]): string => withEnd(programPath, argv, '')

function withEnd(programPath: string, argv: readonly string[], mark: string): string {
  const words = [programPath, ...argv]
  // `call` and the caret make cmd.exe look the code up after the command, not before it.
  return isWindows(programPath) ? `${words.map(quoteForCmd).join(' ')} & call echo exit=%^ERRORLEVEL%${mark}` : `${words.map(quoteForShell).join(' ')}; echo exit=$?${mark}`
}

const quoteForShell = (word: string): string => (/^[A-Za-z0-9._:/@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)
const quoteForCmd = (word: string): string => (/^[A-Za-z0-9._:/@=+\\-]+$/.test(word) ? word : `"${word}"`)
