import { type AnswerContext, answerLifetime } from './answerLifetime.ts'
import { invalidAnswer } from './invalidAnswer.ts'
import { type Judged, judgeIceServers } from './judgeIceServers.ts'

export interface ReadAnswer extends Judged {
  /** How long they live from when they were asked for, in milliseconds; undefined where the answer does not say. */
  lifetime: number | undefined
}

/**
 * Reads an answer as `parseIceServers` does, without the sentences on its faults.
 *
 * @param name what gave the answer, for errors
 * @throws IceServersError `invalid-answer`, naming what was found and where
 */
export function readAnswer(body: unknown, context: AnswerContext, name?: string): ReadAnswer {
  const list = Array.isArray(body) ? body : (body as { iceServers?: unknown } | null)?.iceServers
  if (typeof list !== 'object' || list === null) {
    const inside = list === undefined ? '' : ` whose iceServers is ${describe(list)}`
    throw invalidAnswer(`is ${describe(body)}${inside}, not a list of ICE servers`, name)
  }
  const judged = judgeIceServers(list)
  const { iceServers, faults } = judged
  if (iceServers.length === 0 && faults.length > 0) {
    const { path, kind } = faults.at(-1) as (typeof faults)[0]
    throw invalidAnswer(`has no usable ICE server: iceServers${path} has an unusable ${kind}`, name)
  }
  return { ...judged, lifetime: answerLifetime(body, context, name) }
}

function describe(value: unknown): string {
  if (value === undefined || value === '') return 'empty'
  if (typeof value === 'string') return /^\s*</.test(value) ? 'an HTML page' : `a text of ${value.length} characters`
  if (typeof value !== 'object') return `a ${typeof value}`
  if (value === null) return 'null'
  const keys = Object.keys(value).join(', ').slice(0, 40)
  return `an ${'error' in value ? 'error ' : ''}object with ${keys || `nothing (${value.constructor?.name})`}`
}
