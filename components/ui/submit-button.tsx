'use client'
import type { MouseEvent, ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { buttonClass, type ButtonLook } from './button-look'

type Props = { children: ReactNode; /** said while the form is on its way, e.g. 起動しています */ pending: ReactNode; look?: ButtonLook; name?: string; value?: string }

/** Submits its form once: a second press while the first is on its way does nothing (the server refuses it as well). */
export function SubmitButton({ children, pending, look = 'main', name, value }: Props) {
  const { pending: isPending } = useFormStatus()
  const holdBack = (event: MouseEvent): void => {
    if (isPending) event.preventDefault()
  }
  return (
    <button type="submit" className={buttonClass(look)} name={name} value={value} aria-disabled={isPending || undefined} onClick={holdBack}>
      {isPending ? pending : children}
    </button>
  )
}
