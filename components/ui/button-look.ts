/** How buttons look; apart from them, so that what needs the look alone does not load the router's link. */
import { classNames } from './class-names'

/** `danger` only on the last press of what no command undoes. `quiet`: reads as text, has the size of a target. */
export type ButtonLook = 'main' | 'secondary' | 'danger' | 'quiet'

const LOOK: Readonly<Record<ButtonLook, string>> = {
  main: 'min-h-12 px-6 max-md:w-full border-act bg-act text-act-fg hover:bg-act-hover hover:border-act-hover',
  secondary: 'min-h-12 px-6 max-md:w-full border-act bg-canvas text-act hover:bg-tint-active',
  danger: 'min-h-12 px-6 max-md:w-full border-danger bg-danger text-danger-fg hover:bg-danger-hover hover:border-danger-hover',
  quiet: 'min-h-11 px-2 border-transparent text-link underline underline-offset-4 hover:decoration-[3px] forced-colors:border-0',
}

/** The classes of a button's look; for elements that must stay themselves (`<a download>`, `<summary>`). */
export const buttonClass = (look: ButtonLook, extra?: string): string =>
  classNames(
    'inline-flex items-center justify-center gap-2 py-2 border-2 rounded-box font-bold text-dense text-center no-underline cursor-pointer hover:underline underline-offset-4 aria-disabled:opacity-100 aria-disabled:cursor-default aria-disabled:border-line aria-disabled:bg-sub aria-disabled:text-fg',
    LOOK[look],
    extra,
  )
