/** The wish for where a replacement is to run, for whoever reads it. Safe in the browser; the page's slice must hold `fields.`. */
import { OTHER_HOST } from '@/lib/recovery/placement'
import type { Translate } from './translate'

/** A wish in its asker's own words stays as it stands. */
export const placementText = (t: Translate, wish: string): string => (wish === OTHER_HOST ? t('fields.placementWish.usual') : wish)
