/** What an act will and will not do, as a short list under a heading of its own. */
import { useId } from 'react'

export function Effects({ heading, lines }: { heading: string; lines: readonly string[] }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-h3">{heading}</h2>
      <ul className="mt-1 list-disc ps-6">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </section>
  )
}
