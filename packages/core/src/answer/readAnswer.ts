import { IceServersError } from '../errors.ts'
import { type AnswerContext, answerLifetime } from './answerLifetime.ts'
import { judgeIceServers } from './judgeIceServers.ts'
import type { Fault } from './problems.ts'

export interface ReadAnswer {
  /** The servers, safe for every browser. */
  iceServers: RTCIceServer[]
  /** How long they live from when they were asked for, in milliseconds; undefined where the answer does not say. */
  lifetime: number | undefined
  faults: Fault[]
}

/**
 * Reads an answer as `parseIceServers` does, without the sentences on its faults.
 *
 * @throws IceServersError `invalid-answer`, naming what was found and where
 */
export function readAnswer(body: unknown, context: AnswerContext): ReadAnswer {
  const list = findList(body)
  const { iceServers, faults } = judgeIceServers(list)
  const isEmpty = Array.isArray(list) && list.length === 0
  if (iceServers.length === 0 && !isEmpty) {
    const { path, code } = faults.at(-1) ?? {}
    throw new IceServersError(
      'invalid-answer',
      `The answer has no usable ICE server: iceServers${path} has the fault ${code}.`,
    )
  }
  return { iceServers, lifetime: answerLifetime(body, context), faults }
}

function findList(body: unknown): unknown {
  if (Array.isArray(body)) return body
  if (typeof body !== 'object' || body === null) {
    throw new IceServersError('invalid-answer', `The answer is ${describe(body)}, not an object with iceServers.`)
  }
  const { iceServers, error } = body as Record<string, unknown>
  if (typeof iceServers === 'object' && iceServers !== null) return iceServers
  if (error !== undefined)
    throw new IceServersError('invalid-answer', 'The answer is an error object, not ICE servers.')
  const keys = Object.keys(body).slice(0, 5).join(', ').slice(0, 80)
  const found = iceServers === undefined ? `an object without iceServers (found: ${keys || 'nothing'})` : 'an object'
  const wrong = iceServers === undefined ? '' : ` whose iceServers is ${describe(iceServers)}`
  throw new IceServersError('invalid-answer', `The answer is ${found}${wrong}.`)
}

function describe(value: unknown): string {
  if (value === undefined || value === '') return 'empty'
  if (value === null) return 'null'
  if (typeof value !== 'string') return `a ${typeof value}`
  return /^\s*</.test(value) ? 'an HTML page' : 'a text'
}
