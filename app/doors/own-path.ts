/** A path of ours: one leading slash, so that no link leads to another site. Home where it is none. Pure. */
export const ownPath = (next: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/')
