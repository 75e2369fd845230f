// One sentence for "npm could not get it": unreachable registry told apart from everything else.
import { Stop } from './say.mjs'

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i

/**
 * @param {string} tail the last lines that npm printed
 * @param {string} what what was to be fetched
 */
export const registryStop = (tail, what) =>
  unreachable.test(tail)
    ? new Stop(
        `npm レジストリに接続できないため、${what} を取得できませんでした。接続またはプロキシの設定(npm config get registry)を確認してから、もう一度実行してください。`,
        `The npm registry could not be reached, so ${what} could not be fetched. Check the connection or the proxy (npm config get registry), then run the command again.`,
        tail,
      )
    : new Stop(
        `${what} を取得できませんでした。上に npm の出力があります。`,
        `${what} could not be fetched; what npm printed stands above.`,
        tail,
      )
