/** Connecting to the management server reads the same in all four places of the procedures. */
export const connectManager = {
  what: '管理用端末から、仮想化システム管理用サーバにつなぎます。\nしるべが管理ユニットの状態を読みます。読むだけで、何も変更しません。',
  expected: '管理ユニットの状態が表示されます。',
  verify: 'statusの応答を最後まで読めたこと',
  ifFails: '読めないときは、仮想サーバマネージャ管理者に連絡します。\nサーバ通信エージェント、管理用LANの順に調べます。\n手で調べたときは、理由を書いて記録します。',
} as const
