/** Wires what hand-offs have beside the history: mail, one-time links, files. A part of lib/compose.ts. */
import type { Engine } from '@/db/engines/engine'
import { createHandedFiles } from '@/db/stores/handed-files'
import { createLinkStore } from '@/db/stores/links'
import type { Clock } from '@/lib/std/clock'
import type { Handoff } from '../recoveries/deps'

export function wireHandoff(engine: Engine, { clock }: { readonly clock: Clock }): Handoff {
  const links = createLinkStore(engine)
  const files = createHandedFiles(engine)
  return {
    mailsFor: async () => [],
    wakeMail: () => {},
    mails: async () => [],
    links: async () => null,
    shutLinks: async (recoveryId, requestNo, by) => void (await links.revoke(recoveryId, requestNo, clock.now(), by)),
    files: async (recoveryId, leg, request) => (await files.ofRequest(recoveryId, leg, request)).filter(({ sha256 }) => sha256 !== null),
    uploadLimits: async () => ({ maxBytes: 0, freeBytes: 0 }),
  }
}
