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
 * Reads an endpoint's answer, whoever it is from: it goes by the names of members (`iceServers`, `ice_servers`, `Uris`,
 * `password`, ...), by usual wrappers, and by credentials beside the list. A life is told by `ttl` or `expiryInSeconds`
 * (seconds), else `expiresAt` or `expires_at` (ISO 8601, or epoch seconds or milliseconds), else a timestamp in a username;
 * of several the earliest counts.
 *
 * @throws IceServersError `invalid-answer`, naming what was found and where
 */
export function parseIceServers(body: unknown, context: AnswerContext = {}): ParsedIceServers {
  const { iceServers, lifetime, faults } = readAnswer(body, context)
  return { iceServers, lifetime, problems: toProblems(faults) }
}
