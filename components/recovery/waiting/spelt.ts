/** An address for reading aloud: `1 9 2 . 1 6 8 . 1 . 1 0 1`, digit by digit. Pure. */
export const spelt = (address: string): string => address.split('.').map((part) => [...part].join(' ')).join(' . ')
