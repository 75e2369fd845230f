/** Rows as a CSV that a spreadsheet opens as it is: UTF-8 with its mark, CRLF (RFC 4180), and no cell that it would take for a formula. Pure. */

/** Where a cell begins like this, spreadsheets compute it. */
const FORMULA = /^[=+\-@\t\r]/

const toCell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

export const toCsv = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`
