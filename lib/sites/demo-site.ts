/** The site of the demo: one manager, played by the simulator, and the manual's example unit. Telephone numbers are fictitious. */
import { EXAMPLE_TEMPLATE, EXAMPLE_UNIT } from '@/lib/vmiunit/simulator/example'
import type { Connection, SiteStore, Unit } from './ports'

export const DEMO_CONNECTION_ID = 'mgr01'
const PRESS_LIMIT_MS = 30_000

export type DemoPlaces = { readonly vmiunitPath: string; readonly jobsDir: string }

const connection = ({ vmiunitPath, jobsDir }: DemoPlaces): Connection => ({
  id: DEMO_CONNECTION_ID, name: 'mgr01', transport: 'local', host: null, port: null, user: null, keyFile: null, hostKey: null, sshConfig: null, scriptPath: null, forcedCommand: false,
  vmiunitPath, jobsDir, charset: 'utf-8', identity: null, pressLimitMs: PRESS_LIMIT_MS, loadBalancerLinkage: 'disabled', timeOutsMs: {}, lastTest: null, retiredAt: null,
})

const server = (last: number) => ({ id: `192.168.1.${last}`, serviceIp: `192.168.2.${last}`, hypervisorName: `vm-gyoumu-a-0${last - 100}`, hostName: `gyoumu-a-0${last - 100}` })

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
  contacts: [
    { role: 'resourceManager', name: 'リソース管理 当番 山田', phone: '03-0000-0101', mail: null, order: 1 },
    { role: 'managerAdministrator', name: '仮想サーバマネージャ管理者 鈴木', phone: '03-0000-0102', mail: null, order: 2 },
    { role: 'networkAdministrator', name: 'ネットワーク課 当番', phone: '03-0000-0103', mail: null, order: 3 },
    { role: 'business', name: '業務A 担当 伊藤', phone: '03-0000-0104', mail: null, order: 4 },
    { role: 'driverTeam', name: '運用一課', phone: '03-0000-0105', mail: null, order: 5 },
  ],
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
