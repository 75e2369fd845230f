// What drizzle-kit reads for this engine; a test holds the list against tables.ts.
import { postgresKit } from '../kit'
import { buildTables } from './tables'

export const { recoveries, attempts, connections, user, recoveryTerms, events, seals, chainHeads, serverLocks, outputs, pastedReadings, outputChunks, acts, counters, drafts, drawnReadings, units, siteChanges, mails, handoffLinks, files, settings, appMeta, session, account, verification, rateLimit } = buildTables(postgresKit)
