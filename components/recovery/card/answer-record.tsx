'use client'
import { useFormatter, useT } from '@/lib/i18n/words'
import { useRun } from '../run-context'
import { LinksOfAnswer } from '../waiting/shut-links'
import { AnswerLines } from './answer-lines'

/** The answer of the page's own step. */
export function AnswerRecord() {
  const t = useT()
  const format = useFormatter()
  const { view } = useRun()
  return <><AnswerLines view={view} reader={{ t, format, link: null }} /><LinksOfAnswer /></>
}
