/** Why a command was not begun, as the launcher or the executor says it: half sentences, put in brackets by the sentence that names the refusal. */
export const declined = {
  'noSpace': 'ジョブフォルダーの空き容量が足りない',
  'unwritable': 'ジョブフォルダーに書き込めない',
  'networkFolder': 'ジョブフォルダーがネットワーク上のファイルシステムにある',
  'badWord': 'コマンドに渡せない文字がある',
  'badRequest': '起動側がこの依頼の形を知らない',
  'badId': '実行の番号の形が違う',
  'badCommand': '起動側が実行を許していないコマンドである',
  'noProgram': 'vmiunit が見つからない、または実行できない',
  'late': '始める期限を過ぎていた',
  'noOutput': '出力がもう残っていない',
  'unsupported': 'この OS では起動側が動かない',
  'strangerJob': 'しるべの記録にない処理が動いている',
  'earlierRunning': '前に押したコマンドがまだ動いている',
  'noContact': '管理用サーバから応答がない',
  'otherManager': '別の管理用サーバが応答した',
  'notAsked': '押した操作を受け付けたしるべのプロセスが、始める前に終わった',
} as const
