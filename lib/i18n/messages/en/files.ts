import type { Translated } from '../../message-types'
import type { files as ja } from '../ja/files'

export const files: Translated<typeof ja> = {
  'label': 'Files',
  'caution': 'Attach nothing that holds passwords or keys; pass those on by another way.',
  'limits': 'Up to {max} each. The store of Shirube has {free} left.',
  'resume': 'After a break, choose the same file again, and it goes on from there.',
  'send': 'Send the chosen files',
  'starting': 'Getting ready to send {name}',
  'sending': 'Sending {name}: {percent}% of {total}',
  'waiting': '{name} cannot be sent now. It goes on as soon as there is a connection ({percent}% has arrived).',
  'paused': '{name} has stopped on the way ({percent}% has arrived).',
  'arrived': '{name} has arrived',
  'cancelled': 'Sending {name} was called off',
  'goOn': 'Go on sending',
  'goOn.of': 'Go on sending {name}',
  'cancel': 'Call off',
  'cancel.of': 'Call off sending {name}',
  'brought': 'Files that have arrived',
  'brought.by': '{name}, {time}',
  'brought.unused': 'Not handed over yet. It goes with the answer.',
  'takeBack': 'Take back',
  'takeBack.of': 'Take back {name}',
  'refused.formIncomplete': 'Choose a file, then send it.',
  'refused.fileTooBig': 'Files above the limit were not taken. Split them, or record where they are kept.',
  'refused.diskFull': 'There was not enough room, and not every file was taken. Record where they are kept, or tell whoever runs Shirube.',
  'refused.uploadBroken': 'The line broke, and not every file was taken. Choose them again and send them.',
}
