/** The wish for placement that forms begin with: kept as this word, so that asker and receiver each read it in their own language. */
export const OTHER_HOST = 'otherHost'
