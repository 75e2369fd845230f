/** The request as a form for a spreadsheet. */
export const formHref = (recoveryId: string, requestNo: string): string => `/api/recoveries/${encodeURIComponent(recoveryId)}/requests/${encodeURIComponent(requestNo)}/form.csv`
