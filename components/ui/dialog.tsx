'use client'
import { useEffect, useId, useRef, type ReactNode } from 'react'

type Props = { open: boolean; /** Esc, or the way back inside; a press beside the dialog does nothing */ onClose: () => void; heading: ReactNode; children: ReactNode; alert?: boolean }

/** The native modal dialog: the focus goes to its heading, is held inside, and returns to the opener. */
export function Dialog({ open, onClose, heading, children, alert = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (!open) return element.close()
    element.showModal()
    title.current?.focus()
  }, [open])
  return (
    <dialog ref={dialog} role={alert ? 'alertdialog' : undefined} aria-labelledby={headingId} onClose={onClose} className="m-auto w-[min(44rem,calc(100%-1rem))] max-h-[calc(100dvh-2rem)] overflow-auto rounded-card border border-line bg-canvas p-4 text-fg md:p-8">
      <h2 id={headingId} ref={title} tabIndex={-1} className="text-h2">{heading}</h2>
      <div className="mt-4">{children}</div>
    </dialog>
  )
}
