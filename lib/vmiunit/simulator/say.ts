/**
 * The simulator's own message lines. Numbers and texts of the real manager are not known, so these are fictitious, say so in both
 * languages, and use numbers from 90001 on. Pure.
 */
export type MessageCode =
  | 'begins' | 'ended' | 'endedWithWarning' | 'endedAbnormally' | 'busy' | 'usage' | 'noUnit' | 'noServer' | 'alreadyHere' | 'elsewhere'
  | 'serviceIpTaken' | 'unreachable' | 'notBuilt' | 'running' | 'noLinkage' | 'alreadyRunning' | 'marked' | 'noMark' | 'notReflected'
  | 'inProgress' | 'requested' | 'noWorld'

const MESSAGES: Readonly<Record<MessageCode, readonly [no: number, severity: 'E' | 'W' | 'I', ja: string, en: string]>> = {
  begins: [1, 'I', '処理を始めます', 'begins'],
  ended: [2, 'I', '処理が正常に終わりました', 'ended normally'],
  endedWithWarning: [3, 'W', '処理が警告付きで終わりました', 'ended with a warning'],
  endedAbnormally: [4, 'E', '処理が異常終了しました', 'ended abnormally'],
  busy: [5, 'E', 'ほかの操作がこの管理ユニットを使用しています', 'another operation is using this management unit'],
  usage: [6, 'E', '引数が正しくありません', 'the arguments are not right'],
  noUnit: [7, 'E', '管理ユニットがありません', 'there is no such management unit'],
  noServer: [8, 'E', '管理ユニットにこの仮想サーバはありません', 'the management unit has no such virtual server'],
  alreadyHere: [9, 'W', 'すでにこの管理ユニットに登録されています', 'already registered in this management unit'],
  elsewhere: [10, 'E', 'ほかの管理ユニットに登録されています', 'registered in another management unit'],
  serviceIpTaken: [11, 'E', '業務用IPアドレスが重複しています', 'the service IP address is in use'],
  unreachable: [12, 'E', '仮想サーバに接続できません', 'the virtual server cannot be reached'],
  notBuilt: [13, 'E', 'アプリケーションサーバがまだ構築されていません', 'the application server is not built yet'],
  running: [14, 'E', '仮想サーバが稼働中です', 'the virtual server is running'],
  noLinkage: [15, 'E', '負荷分散機との連携が有効になっていません', 'load balancer linkage is not enabled'],
  alreadyRunning: [16, 'I', 'すでに稼働しているため、起動を省きました', 'already running, skipped'],
  marked: [17, 'W', '障害マークが設定されています', 'a fault mark is set'],
  noMark: [18, 'W', '障害マークは設定されていません', 'no fault mark is set'],
  notReflected: [19, 'W', '接続できないため、定義を反映しませんでした', 'not reflected, cannot be reached'],
  inProgress: [20, 'I', '処理を続けています', 'still at work'],
  requested: [21, 'W', 'シナリオによる警告です', 'a warning asked for by the scenario'],
  noWorld: [22, 'E', '模擬環境がまだ用意されていません', 'the simulated world has not been set up'],
}

/** One message line without its line end; `about` is appended as it stands. */
export function say(code: MessageCode, about = ''): string {
  const [no, severity, ja, en] = MESSAGES[code]
  return `KEOS${90_000 + no}-${severity} （模擬）${ja} / (simulator) ${en}${about === '' ? '' : `: ${about}`}`
}
