/** What the test of a connection finds, by check and finding: what was seen, what it means, what to do next. */
export const checks = {
  'title.name': '名前の解決',
  'title.port': 'ポートの応答',
  'title.hostKey': 'ホスト鍵',
  'title.login': 'ログイン',
  'title.shell': 'シェル（sh）',
  'title.script': 'スクリプト',
  'title.jobFolder': 'ジョブ用フォルダ',
  'title.program': 'vmiunit',
  'title.status': 'status の読み取り',
  'title.clock': '時計',
  'title.charset': '文字コード',
  'title.disk': '空き容量',
  'notReached': '前の項目に問題があるため、調べていません。先に前の項目を直してください。',

  'name.ok': 'ホスト名からアドレスが分かりました。',
  'name.viaJump': '踏み台を通るため、名前は踏み台の側で使われます。',
  'name.notFound': 'ホスト名からアドレスが分かりません。つづりを見直すか、DNSまたは hosts への登録を担当者に依頼してください。',
  'name.noAnswer': '名前を調べる相手（DNS）が答えません。このサーバのネットワークとDNSの設定を見直してください。',

  'port.ok': 'ポートが応答しました。',
  'port.viaJump': '踏み台を通るため、ポートは踏み台からログインのときに調べます。',
  'port.refused': '接続を拒否されました。相手は動いていますが、このポートでSSHが待っていません。ポートとSSHの起動を見直してください。',
  'port.timedOut': '待ちましたが、応答がありません。電源、経路、ファイアウォールの順に調べてください。',
  'port.unreachable': '相手までの経路がありません。ネットワークの担当者に、このサーバからの経路を確かめてください。',
  'port.notSsh': '応答したのはSSHではありません。ポートの番号を見直してください。',

  'hostKey.ok': '登録済みの鍵と同じです。',
  'hostKey.notPinned': 'ホスト鍵を登録していないため、接続していません。この画面の「ホスト鍵」から登録してください。',
  'hostKey.changed': 'ホスト鍵が登録時と異なるため、接続していません。接続先の管理者に確かめてから、「ホスト鍵」で登録し直してください。',

  'login.ok': 'ログインできました。',
  'login.keyFileMissing': '秘密鍵のファイルを読めません。場所と、しるべを動かす利用者の権限を見直してください。',
  'login.keyFileRights': '秘密鍵のファイルを、ほかの利用者も読めます。SSHはこの鍵を使いません。権限を600にしてください。',
  'login.keyFilePassphrase': '秘密鍵にパスフレーズがあるため、使えません。ssh-agent に読み込ませ、設定で「ssh-agent」を選んでください。',
  'login.keyFileUnusable': '秘密鍵のファイルを鍵として読めません。公開鍵や別の形式のファイルではないか、見直してください。',
  'login.denied': 'ログインを拒否されました。利用者の名前と、接続先の authorized_keys に公開鍵があるかを見直してください。',
  'login.noContact': 'ログインの途中で接続が終わりました。接続先のSSHの記録と、踏み台の設定を見直してください。',

  'shell.ok': 'sh を使えました。',
  'shell.bound': '鍵は強制コマンドに限られています。sh は直接には調べていません。',
  'shell.missing': 'sh を使えません。接続先がWindowsのときは、手動の接続先として登録し直してください。',

  'script.ok': 'しるべと同じ版のスクリプトが動きました。',
  'script.older': 'しるべより古い版のスクリプトです。「スクリプト」で新しい版を置いてください。',
  'script.newer': 'しるべより新しい版のスクリプトです。別のしるべが置いたものでないか、管理者に確かめてください。',
  'script.changed': 'スクリプトの内容が、しるべの持つものと異なります。だれが変えたかを確かめ、「スクリプト」で置き直してください。',
  'script.missing': 'スクリプトがありません。「スクリプト」で置くか、設定の場所を見直してください。',
  'script.unusable': 'スクリプトの答えを読めません。ログイン時に出力を続ける設定がないか、場所に別のファイルがないかを見直してください。',

  'jobFolder.ok': '書き込めました。',
  'jobFolder.noSpace': 'ジョブ用フォルダのディスクに空きがありません。コマンドは始まりません。空きを作ってください。',
  'jobFolder.unwritable': 'ジョブ用フォルダに書き込めません。フォルダの持ち主と権限を見直してください。',
  'jobFolder.networkFolder': 'ジョブ用フォルダがネットワーク上にあります。二重実行を防げないため使えません。ローカルのディスクに変えてください。',
  'jobFolder.unsupported': '接続先はLinuxではないか、/proc を読めません。手動の接続先として登録し直してください。',

  'program.ok': 'vmiunit がありました。',
  'program.missing': 'vmiunit がないか、実行できません。場所と、実行する利用者の権限を見直してください。',

  'status.ok': '管理ユニットの状態を読み取れました。',
  'status.noUnit': '管理ユニットがまだないため、読んでいません。管理ユニットを追加してから、もう一度テストしてください。',
  'status.failed': 'status が異常終了しました。管理ユニットの名前、vmi の利用者の設定（.vmirc）、仮想サーバマネージャの起動を見直してください。',
  'status.timedOut': 'status が時間内に終わりませんでした。仮想サーバマネージャの状態を、その管理者に確かめてください。',
  'status.unreadable': '出力が status のものではありません。vmiunit の場所に別のプログラムがないか、見直してください。',
  'status.incomplete': 'status の出力がそろっていません。出力を見て、仮想サーバマネージャの管理者に相談してください。',

  'clock.ok': '時計のずれは5秒以内です。',
  'clock.skewed': '接続先の時計が5秒を超えてずれています。記録の時刻を比べにくくなります。時刻の同期を見直してください。',

  'charset.ok': '出力を、設定した文字コードで読めました。',
  'charset.plain': '出力に英数字だけがあり、文字コードの違いは分かりません。',
  'charset.noUnit': '管理ユニットがまだないため、調べていません。',
  'charset.undecodable': '設定した文字コードでは読めない部分があります。接続先のロケールに合わせて、選び直してください。',

  'disk.ok': 'ジョブ用フォルダのディスクに空きがあります。',
  'disk.low': 'ジョブ用フォルダのディスクの空きが256 MiBを切っています。空きを作ってください。',
  'disk.unknown': '空き容量が分かりませんでした。接続先で df を見てください。',
} as const
