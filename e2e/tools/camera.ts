/** Photographs a page in every language, brightness and width. SHOTS_DIR: where to; SHOTS_CELLS: only cells whose name holds this (`ja light`). */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { CELLS, cellName } from '../fixtures/page-checks'
import type { Person } from '../fixtures/person'
import { expect } from '../fixtures/test'

const FOLDER = process.env.SHOTS_DIR ?? 'test-results/shots'
const WANTED = CELLS.filter((cell) => cellName(cell).includes(process.env.SHOTS_CELLS ?? ''))

/** A film of one story: pictures are numbered in the order in which they were taken. */
export function camera(story: string) {
  mkdirSync(FOLDER, { recursive: true })
  let count = 0
  /** As the page stands now, drawn anew for each cell; `show` brings a page to the window that its address alone does not. */
  const shoot = async (person: Person, name: string, show?: () => Promise<unknown>): Promise<void> => {
    count += 1
    const here = person.page.url()
    for (const cell of WANTED) {
      await person.dress(cell)
      await (show ? show() : person.goTo(here))
      await expect(person.heading).toBeVisible()
      const file = [story, String(count).padStart(2, '0'), name, ...cellName(cell).split(' ')].join('-')
      await person.page.screenshot({ path: path.join(FOLDER, `${file}.png`), fullPage: true })
    }
  }
  return { shoot, shootAt: (person: Person, name: string, address: string) => shoot(person, name, () => person.goTo(address)) }
}
