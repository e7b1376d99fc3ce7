import type { AnswerContext } from './answerLifetime.ts'
import { type IceServerProblem, toProblems } from './problems.ts'
import { readAnswer } from './readAnswer.ts'

export interface ParsedIceServers {
  /** The servers, safe for every browser. */
  iceServers: RTCIceServer[]
  /** How long they live from when they were asked for, in milliseconds; undefined where the answer does not say. */
  lifetime: number | undefined
  /** What was wrong with the list and was mended or left out. */
  problems: IceServerProblem[]
}

/**
 * Reads an endpoint's answer: freshice's own `{ iceServers, ttl, expiresAt }`, both of Cloudflare's forms
 * (`iceServers` a list or one object), or a plain list.
 *
 * @throws IceServersError `invalid-answer`, naming what was found and where
 */
export function parseIceServers(body: unknown, context: AnswerContext = {}): ParsedIceServers {
  const { iceServers, lifetime, faults } = readAnswer(body, context)
  return { iceServers, lifetime, problems: toProblems(faults) }
}
