'use server'

import { linkAction } from '@/app/doors/link-action'

/** Records an act on the one request of a link; the page binds the token. */
export const actOnLink = linkAction((server, token, visit, form) => server.handoffs.act(token, visit, form))

/** Sends a new link to the receiver of one that is over. */
export const askNewLink = linkAction((server, token, visit) => server.handoffs.askNewLink(token, visit))
