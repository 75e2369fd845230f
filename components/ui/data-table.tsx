/**
 * A table on wide screens, stacked cards below 48rem: the same DOM, so nothing is read twice. The roles are written out, because
 * `display: block` takes a table's own away.
 */
import type { ReactNode } from 'react'

export type Column<Row> = { readonly key: string; readonly heading: string; readonly cell: (row: Row) => ReactNode; /** names its row */ readonly isRowHeading?: boolean }

type Props<Row> = { caption: ReactNode; captionHidden?: boolean; columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string; /** few short columns: a table on phones, too */ short?: boolean }

const CELL = 'p-3 align-top text-start leading-normal'
const CARD = {
  table: 'max-md:block', head: 'max-md:sr-only', row: 'max-md:mb-3 max-md:block max-md:rounded-box max-md:border max-md:border-line max-md:px-4 max-md:py-2',
  cell: 'max-md:grid max-md:grid-cols-[6.5rem_minmax(0,1fr)] max-md:gap-3 max-md:px-0 max-md:py-1',
}
const TABLE: typeof CARD = { table: '', head: '', row: '', cell: 'max-md:px-2 [td&]:whitespace-nowrap' }

export function DataTable<Row>({ caption, captionHidden = false, columns, rows, rowKey, short = false }: Props<Row>) {
  const look = short ? TABLE : CARD
  return (
    <table role="table" className={`w-full border-collapse ${look.table}`}>
      <caption className={captionHidden ? 'sr-only' : 'text-start font-bold pb-2 max-md:block'}>{caption}</caption>
      <thead role="rowgroup" className={look.head}>
        <tr role="row" className="border-b-2 border-line">
          {columns.map(({ key, heading }) => <th key={key} role="columnheader" scope="col" className="p-3 text-start font-bold bg-sub">{heading}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup" className={look.table}>
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className={`border-b border-hair ${look.row}`}>
            {columns.map((column) => <TableCell key={column.key} column={column} row={row} short={short} />)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TableCell<Row>({ column: { heading, cell, isRowHeading }, row, short }: { column: Column<Row>; row: Row; short: boolean }) {
  const label = !short && <span aria-hidden className="md:hidden text-small font-bold text-fg-muted">{heading}</span>
  const look = `${CELL} ${(short ? TABLE : CARD).cell}`
  const content = <span className="min-w-0 block">{cell(row)}</span>
  if (isRowHeading) return <th role="rowheader" scope="row" className={`${look} font-bold`}>{label}{content}</th>
  return <td role="cell" className={look}>{label}{content}</td>
}
