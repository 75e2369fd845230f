import type { Kit } from '../kit'

/** Half-filled forms: one a person and form, offered again after a crash, an upgrade or a new sign-in. */
export const defineDrafts = (kit: Kit) =>
  kit.table(
    'drafts',
    {
      ownerId: kit.text('owner_id').notNull(),
      form: kit.text('form').notNull(),
      values: kit.canonical('form_values').notNull(),
      at: kit.timeMs('at').notNull(),
    },
    (t) => [kit.primaryKey({ name: 'drafts_pk', columns: [t.ownerId, t.form] })],
  )
