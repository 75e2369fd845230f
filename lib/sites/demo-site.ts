/** The site of the demo: one manager, played by the simulator, and the manual's example unit. Telephone numbers are fictitious, mail addresses reserved (RFC 2606). */
import { EXAMPLE_TEMPLATE, EXAMPLE_UNIT } from '@/lib/vmiunit/simulator/example'
import type { Connection, Contact, SiteStore, Unit } from './ports'

export const DEMO_CONNECTION_ID = 'mgr01'
const PRESS_LIMIT_MS = 30_000

export type DemoPlaces = { readonly vmiunitPath: string; readonly jobsDir: string }

const connection = ({ vmiunitPath, jobsDir }: DemoPlaces): Connection => ({
  id: DEMO_CONNECTION_ID, name: 'mgr01', transport: 'local', host: null, port: null, user: null, keyFile: null, hostKey: null, sshConfig: null, scriptPath: null, forcedCommand: false,
  vmiunitPath, jobsDir, charset: 'utf-8', identity: null, pressLimitMs: PRESS_LIMIT_MS, loadBalancerLinkage: 'disabled', timeOutsMs: {}, lastTest: null, retiredAt: null,
})

const server = (last: number) => ({ id: `192.168.1.${last}`, serviceIp: `192.168.2.${last}`, hypervisorName: `vm-gyoumu-a-0${last - 100}`, hostName: `gyoumu-a-0${last - 100}` })

const contact = (role: Contact['role'], name: string, phone: string, mail: string | null = null) => ({ role, name, phone, mail, locale: 'ja' as const })
const numbered = (contacts: readonly Omit<Contact, 'order'>[]): readonly Contact[] => contacts.map((each, index) => ({ ...each, order: index + 1 }))

const unit: Unit = {
  connectionId: DEMO_CONNECTION_ID,
  name: EXAMPLE_UNIT,
  displayName: '業務A',
  loadBalancer: 'none',
  separateNetworks: true,
  template: EXAMPLE_TEMPLATE,
  wantedData: 'アプリケーションのログ、スナップショットログ、/opt/gyoumu/data の業務データ',
  businessCheck: '業務Aの画面にサインインし、受注一覧が表示されること（業務担当が確かめます）',
  targetMinutes: 120,
  requestDueMinutes: 30,
  whoMustBeTold: ['負荷分散機（運用二課）', 'DNS（ネットワーク課）', '監視（運用センター）', 'バックアップ（運用二課）'],
  contacts: numbered([
    contact('resourceManager', 'リソース管理 当番 山田', '03-0000-0101', 'rm-duty@resources.example.com'),
    contact('resourceManager', 'リソース管理 代行 渡辺', '03-0000-0106', 'rm-deputy@resources.example.com'),
    contact('managerAdministrator', '仮想サーバマネージャ管理者 鈴木', '03-0000-0102'),
    contact('networkAdministrator', 'ネットワーク課 当番', '03-0000-0103'),
    contact('business', '業務A 担当 伊藤', '03-0000-0104'),
    contact('driverTeam', '運用一課', '03-0000-0105', 'unyo1@operations.example.com'),
  ]),
  servers: [server(101), server(102), server(103)],
  loadBalancerContact: null,
  retiredAt: null,
}

/** Makes the demo's settings where they are missing; the places of the programs follow the installation at every start. */
export async function seedDemoSite(sites: SiteStore, places: DemoPlaces): Promise<void> {
  const known = await sites.connection(DEMO_CONNECTION_ID)
  await sites.saveConnection(known ? { ...known, ...places } : connection(places))
  if (!(await sites.unit(DEMO_CONNECTION_ID, EXAMPLE_UNIT))) await sites.saveUnit(unit)
}
