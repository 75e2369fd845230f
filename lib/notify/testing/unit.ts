/** For tests only: the example unit with contacts that can be written to. */
import type { Contact, Unit } from '@/lib/sites/ports'

export const TEAM = { name: '運用一課', mail: 'ops@example.com' }
export const FIRST = { name: '山田 次郎', mail: 'yamada@example.com' }
export const SECOND = { name: 'Alex Novak', mail: 'novak@example.com' }

const contact = (role: Contact['role'], name: string, mail: string | null, order: number, over: Partial<Contact> = {}): Contact => ({ role, name, mail, order, phone: null, locale: 'ja', ...over })

export const unit: Unit = {
  connectionId: 'c-1', name: 'gyoumu_a', displayName: '業務 A', loadBalancer: 'none', separateNetworks: true, template: null, wantedData: 'ログ', businessCheck: null, targetMinutes: 120,
  requestDueMinutes: 60, whoMustBeTold: [], servers: [], loadBalancerContact: null, retiredAt: null,
  contacts: [
    contact('resourceManager', SECOND.name, SECOND.mail, 3, { locale: 'en' }),
    contact('resourceManager', '当番電話', null, 2),
    contact('resourceManager', FIRST.name, FIRST.mail, 1),
    contact('driverTeam', TEAM.name, TEAM.mail, 1, { phone: '03-0000-0000' }),
    contact('vendor', '保守', 'vendor@example.com', 1),
  ],
}
