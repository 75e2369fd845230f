/**
 * Buttons and links that look like them. Their words name the effect. Never `disabled`: a button that cannot act now explains itself when
 * pressed; one at work is `aria-disabled` (submit-button.tsx).
 */
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonClass, type ButtonLook } from './button-look'
import { classNames } from './class-names'

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'style'> & { look?: ButtonLook }

export function Button({ look = 'main', type = 'submit', className, ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />
}

type LinkButtonProps = Omit<ComponentProps<typeof Link>, 'style'> & { look?: ButtonLook }

/** Goes somewhere; never acts. */
export function LinkButton({ look = 'secondary', className, ...rest }: LinkButtonProps) {
  return <Link className={buttonClass(look, className)} {...rest} />
}

/** Buttons of one decision. On wide screens `apart` keeps the irreversible one 32 px away. */
export function ButtonRow({ children, apart = false }: { children: React.ReactNode; apart?: boolean }) {
  return <div className={classNames('flex flex-wrap max-md:flex-col', apart ? 'gap-8' : 'gap-4')}>{children}</div>
}
