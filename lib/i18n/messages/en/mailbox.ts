import type { Translated } from '../../message-types'
import type { mailbox as ja } from '../ja/mailbox'

export const mailbox: Translated<typeof ja> = {
  'title': 'Mailbox of the demo',
  'lead': 'Mails of the demo stay here and go nowhere else. Links in their text can be opened.',
  'empty': 'No mails yet',
  'empty.body': 'Requests that are sent and answers that arrive put their mails here.',
  'caption': 'Mails, newest first.',
  'noSubject': '(no subject)',
  'col.subject': 'Subject',
  'col.to': 'To',
  'col.at': 'Time',
  'back': 'Back to the mailbox',
  'header.to': 'To',
  'header.cc': 'Copy to',
  'header.replyTo': 'Reply to',
  'header.at': 'Time',
  'header.messageId': 'Message-ID',
  'text': 'Text',
  'text.note': 'Shown as plain text. The receiver’s mail program shows the same with buttons.',
}
