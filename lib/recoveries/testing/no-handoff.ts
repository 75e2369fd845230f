/** For tests only: hand-offs without mail, links and files. */
import type { Handoff } from '../deps'

export const NO_HANDOFF: Handoff = {
  mailsFor: async () => [], wakeMail: () => {}, mails: async () => [], links: async () => null, shutLinks: async () => {}, files: async () => [],
  uploadLimits: async () => ({ maxBytes: 1_000_000, freeBytes: 1_000_000_000 }),
}
