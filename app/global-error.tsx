'use client'
/** Where not even the frame could be drawn: no words of ours are at hand, so both languages stand here, and nothing else is loaded. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ja">
      <body>
        <main>
          <h1>画面を表示できませんでした</h1>
          <p>実行中のコマンドと復旧は続いています。記録した内容は保存されています。</p>
          <p lang="en">The page could not be shown. Commands and recoveries go on. What was recorded is kept.</p>
          {error.digest && <p>No. <code>{error.digest}</code></p>}
          <form action="/"><button>ホームを開く / <span lang="en">Open home</span></button></form>
        </main>
      </body>
    </html>
  )
}
