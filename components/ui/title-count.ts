/** How many things wait, in front of a page's title: `(2) ` and the title. Pure. */
const COUNT = /^\(\d+\) /

/** A title as its page wrote it. */
export const bareTitle = (title: string): string => title.replace(COUNT, '')

/** The title with the count of now, whichever one it carried before; nothing is counted of a page that has no title yet. */
export function countedTitle(title: string, count: number): string {
  const bare = bareTitle(title)
  return count > 0 && bare !== '' ? `(${count}) ${bare}` : bare
}
