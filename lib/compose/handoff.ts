/** Wires what hand-offs have beside the history: mail, one-time links, files. A part of lib/compose.ts. */
import { randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Engine } from '@/db/engines/engine'
import { createHandedFiles } from '@/db/stores/handed-files'
import { createLinkStore } from '@/db/stores/links'
import { createMailSettingsStore } from '@/db/stores/mail-settings'
import { createOutbox } from '@/db/stores/mails'
import type { Clock } from '@/lib/std/clock'
import type { Env } from '../env'
import type { ContentStore } from '../files/content-store'
import { createUploads, type Uploads } from '../files/uploads'
import { linksOf } from '../handoff/links'
import { createHandoffs, type Handoffs } from '../handoff/handoffs'
import { log } from '../log'
import { procedures } from '../procedures/registry'
import { refuse } from '../recovery/refusals'
import { mayBringFiles, maySeeRequest } from '../recovery/may-act'
import type { Deps, Handoff } from '../recoveries/deps'
import type { RecoveryStore } from '../recoveries/ports'
import { loadState } from '../recoveries/perform'
import type { RecoveryActs } from '../recoveries/service'
import type { SiteStore } from '../sites/ports'
import { wireMail, type Mail } from './mail'

/** How often old uploads are looked through. */
const TIDY_EVERY_MS = 24 * 3_600_000

export type WiredHandoff = {
  /** What the use cases of recoveries ask. */
  readonly parts: Handoff
  readonly uploads: Uploads
  readonly mail: Mail
  /** Starts sending, reminding and tidying; the use cases are there by now. */
  start(deps: Deps, acts: RecoveryActs): { readonly handoffs: Handoffs; end(): Promise<void> }
}

type With = { readonly sites: SiteStore; readonly contents: ContentStore; readonly clock: Clock; /** the history, for who may bring and see files */ readonly store: () => RecoveryStore }

export function wireHandoff(config: Env, engine: Engine, { sites, contents, clock, store }: With): WiredHandoff {
  const [links, files, outbox, settings] = [createLinkStore(engine), createHandedFiles(engine), createOutbox(engine), createMailSettingsStore(engine)]
  const mail = wireMail(config, { outbox, settings, sites, links, clock })
  const stateOf = (recoveryId: string) => loadState({ store: store() }, recoveryId)
  const uploads = createUploads({
    files, contents, folder: path.join(config.dataDir, 'incoming'), clock, newId: randomUUID, maxBytes: config.uploadMaxBytes, log: log(),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(config.dataDir)
      return bavail * bsize
    },
    async may(actor, { recoveryId, leg, request: key }) {
      const state = await stateOf(recoveryId)
      return state ? mayBringFiles(state, { leg, key }, { actor, at: clock.now(), reading: null, procedures }) : refuse('notFound')
    },
    async maySee(actor, { recoveryId, leg, request: key }) {
      const state = await stateOf(recoveryId)
      return state ? maySeeRequest(state, actor, { leg, key }) : refuse('fileUnknown')
    },
  })
  const parts: Handoff = {
    ...mail.parts,
    links: (state, request) => linksOf({ links, clock }, state, request),
    shutLinks: async (recoveryId, requestNo, by) => void (await links.revoke(recoveryId, requestNo, clock.now(), by)),
    files: async (recoveryId, leg, request) => (await files.ofRequest(recoveryId, leg, request)).filter(({ sha256 }) => sha256 !== null),
    uploadLimits: () => uploads.limits(),
  }
  return {
    parts, uploads, mail,
    start(deps, acts) {
      const sending = mail.start(deps)
      const tidy = (): void => void uploads.tidy().catch((error: unknown) => log().warn({ err: error }, 'old uploads could not be looked through'))
      const timer = setInterval(tidy, TIDY_EVERY_MS)
      timer.unref()
      tidy()
      return {
        handoffs: createHandoffs({
          ...deps, links, outbox, linkAlone: async () => (await settings.load())?.linkAlone ?? false, onStep: (actor, form) => acts.onStep(actor, form), trustedProxyHeader: config.trustedProxyHeader,
        }),
        async end() {
          clearInterval(timer)
          await sending.end()
        },
      }
    },
  }
}
