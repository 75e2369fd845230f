/** A choice among many, by the browser's own list. Words arrive as props. */
type Props = { name: string; label: string; chosen?: string; options: readonly (readonly [value: string, text: string])[] }

export function SelectField({ name, label, chosen, options }: Props) {
  return (
    <label className="flex min-w-0 flex-col gap-1 font-bold max-md:w-full">
      {label}
      <select name={name} defaultValue={chosen} className="min-h-12 max-w-full max-md:w-full rounded-box border border-line bg-canvas px-3 py-2 font-normal text-fg">
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  )
}
