/** All tables of the product, built for one engine by its kit. The keys of the accounts' tables are the names their library asks for. */
import type { Kit } from '../kit'
import { defineActs } from './acts'
import { defineAppMeta } from './app-meta'
import { defineAttempts } from './attempts'
import { defineAccount, defineRateLimit, defineSession, defineUser, defineVerification } from './auth'
import { defineChainHeads } from './chain-heads'
import { defineConnections } from './connections'
import { defineCounters } from './counters'
import { defineDrafts } from './drafts'
import { defineDrawnReadings } from './drawn-readings'
import { defineEvents } from './events'
import { defineFiles } from './files'
import { defineHandoffLinks } from './handoff-links'
import { defineMails } from './mails'
import { defineOutputChunks } from './output-chunks'
import { defineOutputs } from './outputs'
import { definePastedReadings } from './pasted-readings'
import { defineRecoveries } from './recoveries'
import { defineRecoveryTerms } from './recovery-terms'
import { defineSeals } from './seals'
import { defineServerLocks } from './server-locks'
import { defineSettings } from './settings'
import { defineSiteChanges } from './site-changes'
import { defineUnits } from './units'

/** Builds every table with the words of one engine. */
export function buildTables(kit: Kit) {
  const recoveries = defineRecoveries(kit)
  const attempts = defineAttempts(kit, recoveries)
  const connections = defineConnections(kit)
  const user = defineUser(kit)
  return {
    recoveries,
    attempts,
    connections,
    user,
    recoveryTerms: defineRecoveryTerms(kit, recoveries),
    events: defineEvents(kit, recoveries),
    seals: defineSeals(kit, recoveries),
    chainHeads: defineChainHeads(kit),
    serverLocks: defineServerLocks(kit, recoveries),
    outputs: defineOutputs(kit, attempts),
    outputChunks: defineOutputChunks(kit, attempts),
    acts: defineActs(kit, recoveries),
    counters: defineCounters(kit),
    drafts: defineDrafts(kit),
    drawnReadings: defineDrawnReadings(kit),
    pastedReadings: definePastedReadings(kit),
    units: defineUnits(kit, connections),
    siteChanges: defineSiteChanges(kit, connections),
    mails: defineMails(kit, recoveries),
    handoffLinks: defineHandoffLinks(kit, recoveries),
    files: defineFiles(kit, recoveries),
    settings: defineSettings(kit),
    appMeta: defineAppMeta(kit),
    session: defineSession(kit, user),
    account: defineAccount(kit, user),
    verification: defineVerification(kit),
    rateLimit: defineRateLimit(kit),
  }
}

export type Tables = ReturnType<typeof buildTables>
