// Which mails bring a link, over the real stores and use cases.
import { describe, expect, test } from 'vitest'
import type { StoredMail } from '@/lib/notify/ports'
import { perform } from '@/lib/recoveries/perform'
import { SYSTEM } from '@/lib/recoveries/system-actor'
import { ok } from '@/lib/std/result'
import { linkForMail } from './mail-link'
import { REPORT_NO, useRequests } from './testing/requests'
import { by, codes, press, REPORT, REQUEST, type Stage } from './testing/stage'

const { replacing } = useRequests()

/** Each mail about the request, oldest first, and whether it would bring a link if it were tried now. */
const bringing = async ({ deps, links, outbox, time, id }: Stage, requestNo = REPORT_NO): Promise<readonly string[]> => {
  const mails = (await outbox.ofRecovery(id)).filter((mail) => mail.requestNo === requestNo && mail.facts.kind !== 'answered')
  const told = async (mail: StoredMail): Promise<string> => {
    const link = await linkForMail({ links: { ...links, add: async () => {} }, store: deps.store, clock: { now: () => time.now }, newId: deps.newId, baseUrl: 'https://shirube.example.com' }, mail)
    return `${mail.facts.kind}${link === null ? '' : ' with link'}`
  }
  return Promise.all(mails.map(told))
}
const later = ({ time }: Stage): void => { time.now += 60_000 }
/** As the clock does it. */
const remind = ({ deps, id }: Stage, percent: number) => perform(deps, SYSTEM, { recoveryId: id, build: () => ok({ type: 'remind', leg: 1, request: 'request-replacement', percent, how: 'mail', told: null }) })

describe('a mail', () => {
  test('brings a link until the links are shut; from then on neither its next try nor a reminder does, until a person sends it again', async () => {
    const stage = await replacing()
    expect(await bringing(stage)).toEqual(['request with link'])
    later(stage)
    await stage.drive('clone-and-report', 'shutLinks')
    later(stage)
    await remind(stage, 100)
    expect(await bringing(stage)).toEqual(['request', 'reminder'])
    later(stage)
    await stage.drive('clone-and-report', 'sendAgain')
    later(stage)
    await remind(stage, 150)
    expect(await bringing(stage)).toEqual(['request', 'reminder', 'reminder with link', 'reminder with link'])
    later(stage)
    await stage.linkTo('request-replacement', REPORT_NO)
    await stage.drive('clone-and-report', 'shutLinks')
    expect(await bringing(stage)).toEqual(['request', 'reminder', 'reminder', 'reminder'])
  })

  test('that was told by telephone after the links were shut is not sent again by that', async () => {
    const stage = await replacing()
    await stage.drive('clone-and-report', 'shutLinks')
    later(stage)
    await stage.drive('clone-and-report', 'toldIt', { told: '山田' })
    await remind(stage, 100)
    expect(await bringing(stage)).toEqual(['request', 'reminder'])
  })

  test('that sends an answer back, and one that was asked for before, bring none either', async () => {
    const stage = await replacing()
    expect(codes(await press(stage.handoffs, stage.token, 'answerReport', REPORT))).toEqual([])
    later(stage)
    await stage.drive('clone-and-report', 'shutLinks')
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual(['linkRevoked'])
    later(stage)
    await stage.drive('clone-and-report', 'sendBack', { reason: '番号が違う' })
    expect(await bringing(stage)).toEqual(['request', 'sentBack'])
  })

  test('of a request that took the place of a recalled one brings a link: it was addressed anew', async () => {
    const stage = await replacing()
    await stage.drive('clone-and-report', 'shutLinks')
    later(stage)
    await stage.drive('clone-and-report', 'recall', { reason: '宛先を間違えた' })
    await stage.drive('request-replacement', 'sendRequest', REQUEST)
    expect(await bringing(stage, `${REPORT_NO}.2`)).toEqual(['request with link'])
  })
})
