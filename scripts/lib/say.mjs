// What the set-up commands print: plain lines, Japanese first, no colours, no cursor tricks (logs and CI read the same text).

const startedAtMs = Date.now()

/** Whole seconds since the command began. */
export const elapsedSeconds = () => Math.round((Date.now() - startedAtMs) / 1000)

/** Prints one line in both languages. */
export const say = (ja, en) => console.log(`${ja} / ${en}`)

/** Prints the heading of one part of a long command, with the time since the command began. */
export const heading = (title) => console.log(`\n== ${title} (${elapsedSeconds()} s)`)

/** An end that was foreseen: printed as two sentences and, where it helps, the last lines of a log; exit code 1, no stack. */
export class Stop extends Error {
  constructor(ja, en, detail = '') {
    super(en)
    this.ja = ja
    this.detail = detail
  }

  print() {
    if (this.detail) console.error(`${this.detail.trimEnd()}\n`)
    console.error(this.ja)
    console.error(this.message)
  }
}

/**
 * Says what begins, every ten seconds that it still goes on, and how long it took.
 * @template T
 * @param {string} ja
 * @param {string} en
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` resolved to; its refusal passes through
 */
export const longPart = async (ja, en, work) => {
  say(`${ja} …`, `${en} …`)
  const beganMs = Date.now()
  const seconds = () => Math.round((Date.now() - beganMs) / 1000)
  const timer = setInterval(() => console.log(`  ${seconds()} s`), 10_000)
  try {
    const result = await work()
    console.log(`  ${seconds()} s: ok`)
    return result
  } finally {
    clearInterval(timer)
  }
}
