/** How whoever comes by a link stands in the history: under an id of this kind, which no account has. Pure. */
import type { PersonRef } from './events'

const BY_LINK = 'link:'

export const holderId = (receiver: string): string => `${BY_LINK}${receiver}`

export const isHolder = ({ id }: PersonRef): boolean => id.startsWith(BY_LINK)
