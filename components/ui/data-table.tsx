/**
 * A table on wide screens, stacked cards below 48rem: the same DOM, so nothing is read twice. The roles are written out, because
 * `display: block` takes a table's own away.
 */
import type { ReactNode } from 'react'

export type Column<Row> = { readonly key: string; readonly heading: string; readonly cell: (row: Row) => ReactNode; /** names its row */ readonly isRowHeading?: boolean }

type Props<Row> = { caption: ReactNode; captionHidden?: boolean; columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string }

const CELL = 'p-3 align-top text-start leading-normal max-md:grid max-md:grid-cols-[8rem_minmax(0,1fr)] max-md:gap-3 max-md:px-0 max-md:py-2'

export function DataTable<Row>({ caption, captionHidden = false, columns, rows, rowKey }: Props<Row>) {
  return (
    <table role="table" className="w-full border-collapse max-md:block">
      <caption className={captionHidden ? 'sr-only' : 'text-start font-bold pb-2 max-md:block'}>{caption}</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row" className="border-b-2 border-line">
          {columns.map(({ key, heading }) => <th key={key} role="columnheader" scope="col" className="p-3 text-start font-bold bg-sub">{heading}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className="border-b border-hair max-md:block max-md:border max-md:border-line max-md:rounded-box max-md:p-4 max-md:mb-4">
            {columns.map((column) => <TableCell key={column.key} column={column} row={row} />)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TableCell<Row>({ column: { heading, cell, isRowHeading }, row }: { column: Column<Row>; row: Row }) {
  const label = <span aria-hidden className="md:hidden text-small font-bold text-fg-muted">{heading}</span>
  const content = <span className="min-w-0 block">{cell(row)}</span>
  if (isRowHeading) return <th role="rowheader" scope="row" className={`${CELL} font-bold`}>{label}{content}</th>
  return <td role="cell" className={CELL}>{label}{content}</td>
}
