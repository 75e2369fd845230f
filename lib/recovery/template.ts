/** How a template is written by hand: with its version, as forms are filled in before, or by its name alone. Pure; safe in the browser. */
import type { UnitFacts } from './events'

type Named = Pick<NonNullable<UnitFacts['template']>, 'name' | 'version'>

/** As the request's form is filled in before anybody types. */
export const templateWords = ({ name, version }: Named): string => (version === '' ? name : `${name} ${version}`)

/** Whether the words mean this very template. */
export const isTemplate = (written: string, template: Named): boolean => written === template.name || written === templateWords(template)
