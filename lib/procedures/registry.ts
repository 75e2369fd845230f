/**
 * Every version of every procedure that a recovery may be pinned to. Versions are never taken out: old recoveries read theirs.
 * Pure; imports the procedures' data only.
 */
import type { Procedure, ProcedureKey, ProcedureRegistry } from '@/lib/recovery/procedure'
import { replaceV1 } from './replace'
import { reuseV1 } from './reuse'

/** By key, oldest first. */
export const allProcedures: Readonly<Record<ProcedureKey, readonly Procedure[]>> = { reuse: [reuseV1], replace: [replaceV1] }

/** Looks up a procedure; `undefined` where the version is not known to this release. */
export const procedures: ProcedureRegistry = (key, version) => allProcedures[key].find((procedure) => procedure.version === version)

/** The version that a recovery beginning now gets. */
export const currentVersion = (key: ProcedureKey): number => Math.max(...allProcedures[key].map((procedure) => procedure.version))
