// Noise is a defect: whatever a test prints to the console as an error or a warning fails it. Tests may run side by side.
import { afterEach, expect, vi } from 'vitest'

const noise: unknown[][] = []
for (const name of ['error', 'warn'] as const) {
  const say = console[name].bind(console)
  console[name] = (...words: unknown[]) => {
    noise.push([name, ...words])
    say(...words)
  }
}

afterEach(() => {
  expect(noise.splice(0), 'console.error or console.warn was called').toEqual([])
  vi.restoreAllMocks()
})
