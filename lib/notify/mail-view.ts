/** A mail as pages show it: what became of it, and what it says, to be read out where it did not arrive. Pure. */
import type { MailView } from '@/lib/recoveries/dto'
import type { MailStatus, StoredMail } from './ports'
import type { MailWords } from './write-mail'

const LOST: readonly MailStatus[] = ['refused', 'uncertain', 'givenUp', 'notSet']

/** As far as is known it did not arrive; what waits for another try has not, either. */
const isLost = ({ status, problem }: Pick<StoredMail, 'status' | 'problem'>): boolean => LOST.includes(status) || (status === 'queued' && problem !== null)

export const toMailView = (mail: StoredMail, { subject, text }: Pick<MailWords, 'subject' | 'text'>): MailView => {
  const { id, requestNo, facts, to, cc, status, tries, createdAt, nextAt, repeated, endedAt, problem } = mail
  return {
    id, requestNo, kind: facts.kind, toName: to.name, toMail: to.mail, cc: cc.map((copy) => copy.mail), lostCopies: cc.flatMap((copy) => (copy.lost ? [copy.mail] : [])),
    status, tries, createdAt, nextAt, endedAt, problem, isLost: isLost(mail), mayHaveArrived: repeated, subject, text,
  }
}
