/** The address of a step's page, or of one of its own pages (`/confirm`). Pure; for server and browser. */
export const stepHref = (recoveryId: string, leg: number, no: number, page = ''): string => `/recoveries/${recoveryId}/legs/${leg}/steps/${no}${page}`
