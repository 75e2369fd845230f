/** For tests only: the facts of every kind of mail, in the one story that all samples tell. */
import type { ReplacementRequest } from '@/lib/recovery/events'
import type { RequestKey } from '@/lib/recovery/procedure'
import { templateWords } from '@/lib/recovery/template'
import type { MailFacts } from '../facts'
import type { AskingFacts } from '../asking'

/** 2026/11/22 03:12 in Japan. */
export const SENT_AT = Date.UTC(2026, 10, 21, 18, 12)
export const DUE_AT = Date.UTC(2026, 10, 21, 19, 0)
const MINUTE_MS = 60_000
const template = { name: 'tmpl-ap-0870', version: '3', os: 'RHEL 8', hypervisorKind: 'VMware' }

export const request: ReplacementRequest = {
  returnHandling: 'keepUntilWeSay', erasureCertificate: false, approval: { kind: 'afterwards', by: '鈴木課長、03:10 電話', number: null }, ipWish: 'newIp', placementWish: '障害のあったホスト以外',
  impact: '業務A 3台中1台が停止。縮退して継続中', template: 'tmpl-ap-0870', message: null, requester: { team: '運用一課', phone: '03-0000-0000' }, network: null,
  files: [{ id: 'f-1', name: 'template.pdf', sizeBytes: 1, sha256: 'ab' }],
}

const common = {
  recoveryId: 'R-2026-0012', unit: 'gyoumu_a', displayName: '業務 A', failed: { id: '192.168.1.101', serviceIp: '192.168.2.101', hypervisorName: 'vm-gyoumu-a-01' }, drill: false,
  caller: { name: '佐藤 花子', team: '運用一課', phone: '03-0000-0000' }, at: SENT_AT,
}
const STEP_NO: Readonly<Record<RequestKey, number>> = { 'collect-data': 1, 'request-replacement': 5, 'transfer-data': 13 }
const path = (no: number) => `/recoveries/R-2026-0012/legs/1/steps/${no}`

const asking = (key: RequestKey) => ({
  ...common, request: key, requestNo: `R-2026-0012-${STEP_NO[key]}`, dueAt: DUE_AT, linkAlone: false, details: key === 'request-replacement' ? request : null, message: null,
  wantedData: key === 'collect-data' ? 'アプリケーションのログ\nスナップショットログ' : null, template, dataOpen: false,
  items: key === 'transfer-data' ? [{ what: 'ログ', where: 'nas01:/collected/R-2026-0012' }, { what: 'snapshot.tar.gz', where: '' }] : [],
})

export const requestFacts = (key: RequestKey): AskingFacts => ({ ...asking(key), kind: 'request' })
export const reminderFacts = (key: RequestKey, percent: number): AskingFacts => ({ ...asking(key), kind: 'reminder', percent, at: DUE_AT + MINUTE_MS, sentAt: SENT_AT, promisedAt: null })

/** One of every kind, by the name of its golden file. */
export const EVERY_MAIL: Readonly<Record<string, MailFacts>> = {
  'request-collect-data': requestFacts('collect-data'),
  'request-replacement': requestFacts('request-replacement'),
  'request-replacement-approved': { ...asking('request-replacement'), kind: 'request', dueAt: null, linkAlone: true, message: '夜間は当番に電話します。\n日中は課の番号です。', details: { ...request, template: templateWords(template), returnHandling: 'mayBeDeleted', erasureCertificate: true, approval: { kind: 'approved', by: '鈴木課長', number: 'A-2026-118' }, ipWish: 'keepServiceIp', network: '業務LAN 2', files: [] } },
  'request-replacement-data-open': { ...asking('request-replacement'), kind: 'request', dataOpen: true, details: { ...request, returnHandling: 'mayBeDeleted' }, failed: { ...common.failed, hypervisorName: null } },
  'request-transfer-data': requestFacts('transfer-data'),
  'reminder-by-person': reminderFacts('request-replacement', 0),
  'reminder-100': reminderFacts('collect-data', 100),
  'reminder-150': { ...asking('request-replacement'), kind: 'reminder', percent: 150, at: DUE_AT + 30 * MINUTE_MS, sentAt: SENT_AT, promisedAt: DUE_AT + 10 * MINUTE_MS },
  'reminder-drill': { ...reminderFacts('request-replacement', 100), drill: true },
  'request-drill': { ...requestFacts('request-replacement'), drill: true },
  'new-link': { ...asking('collect-data'), kind: 'newLink', at: DUE_AT + 60 * MINUTE_MS, sentAt: SENT_AT },
  'sent-back': { ...asking('request-replacement'), kind: 'sentBack', reason: '業務用IPアドレスが、申請したネットワークのものではありません。' },
  recalled: { ...common, kind: 'recalled', request: 'request-replacement', requestNo: 'R-2026-0012-5', dueAt: DUE_AT, linkAlone: false, reason: '元の仮想サーバが起動したため' },
  overdue: { ...common, kind: 'overdue', request: 'request-replacement', requestNo: 'R-2026-0012-5', dueAt: DUE_AT, linkAlone: false, percent: 100, at: DUE_AT + MINUTE_MS, promisedAt: null, path: path(6) },
  answered: { ...common, kind: 'answered', request: 'request-replacement', requestNo: 'R-2026-0012-5', dueAt: DUE_AT, linkAlone: false, by: '山田 次郎', version: 1, path: path(6) },
  corrected: { ...common, kind: 'answered', request: 'collect-data', requestNo: 'R-2026-0012-1', dueAt: DUE_AT, linkAlone: false, by: '山田 次郎', version: 2, path: path(1) },
  unknown: { ...common, kind: 'unknown', stepNo: 4, command: 'detach', path: path(4) },
  completed: { ...common, kind: 'ended', how: 'completed', by: '佐藤 花子', reason: null, serviceRestoredAt: DUE_AT + 20 * MINUTE_MS, path: '/recoveries/R-2026-0012/report' },
  stopped: { ...common, kind: 'ended', how: 'stopped', by: '佐藤 花子', reason: '誤報だったため', serviceRestoredAt: null, path: '/recoveries/R-2026-0012/report' },
}
