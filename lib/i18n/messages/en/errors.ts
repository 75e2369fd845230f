import type { Translated } from '../../message-types'
import type { errors as ja } from '../ja/errors'

export const errors: Translated<typeof ja> = {
  'summary': '{n, plural, one {# entry needs correcting} other {# entries need correcting}}',
  'page.title': 'This page could not be shown',
  'page.running': 'Running commands and recoveries go on.',
  'page.entries': 'What was sent and recorded is kept. What was typed and not sent is no longer on this page.',
  'page.number': 'Reference number: {code}',
  'page.again': 'Open it again',
  'notFound.title': 'No such page',
  'notFound.body': 'The address has changed, or you may not see this page. Open it again from home.',
  'notFound.home': 'Open home',
  'stranger.title': 'Something that Shirube has no record of is running on {machine}',
  'stranger.body': 'What it does is not known, so no command is begun on {machine} until it ends. Everything recorded so far stays as it is.',
  'stranger.row': 'Job {job} (since {time})',
  'stranger.folder': 'Its record: {folder}',
  'stranger.do': 'Ask whoever runs {machine} whose job it is. Within a minute of its end commands can be begun again. Open the page again to see it.',
  'list.failed': 'The list could not be loaded (showing the state of {time})',
  'list.failed.empty': 'The list could not be loaded. That does not mean that there are no records.',
  'stream.off': 'The connection is down (since {time}). The record of the steps is stored.',
  'manager.refused': 'Cannot connect to the {machine}. It refused the connection. No command was run.',
  'manager.timeout': 'Cannot connect to the {machine}. No answer within {seconds} seconds. No command was run.',
  'manager.hostKey': 'The host key of the {machine} differs from the registered one. For safety no connection was made. Contact the Shirube administrator.',
  'manager.again': 'Connect again',
  'manager.byHand': 'Do it by hand and enter the result',
  'mail.failed': 'The request could not be mailed. It has not arrived. Pass on the text below by telephone or another way, then record that you did.',
  'upload.tooBig': '{name} has {size}. The limit is {max}. Split it, or record where it is kept.',
}
