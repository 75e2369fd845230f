/** Lets one through at a time, in the order of arrival. */
export type Gate = { enter(): Promise<void> | undefined; leave(): void }

/** `enter` answers nothing when the way is free, so that a lone caller waits for nobody. */
export function createGate(): Gate {
  const waiting: (() => void)[] = []
  let isTaken = false
  return {
    enter() {
      if (isTaken) return new Promise<void>((resolve) => waiting.push(resolve))
      isTaken = true
      return undefined
    },
    leave() {
      const next = waiting.shift()
      if (next) next()
      else isTaken = false
    },
  }
}
