import { IceServersError } from '../errors.ts'
import { type AnswerContext, answerLifetime } from './answerLifetime.ts'
import { findServers } from './findServers.ts'
import { invalidAnswer } from './invalidAnswer.ts'
import { type Judged, judgeIceServers, MOST_URLS } from './judgeIceServers.ts'
import { firstOf, type Members, membersOf } from './members.ts'
import { type SelectOptions, selectUrls } from './selectUrls.ts'

export interface ReadAnswer extends Judged {
  /** How long they live from when they were asked for, in milliseconds; undefined where the answer does not say. */
  lifetime: number | undefined
}

export interface ReadContext extends AnswerContext, SelectOptions {
  /** What gave the answer, for errors. */
  name?: string | undefined
  /** Whether it came with the page. */
  isRendered?: boolean
}

/**
 * Reads an answer as `parseIceServers` does, without the sentences on its faults.
 *
 * @throws IceServersError `invalid-answer`, naming what was found and where
 */
export function readAnswer(body: unknown, context: ReadContext): ReadAnswer {
  const { name } = context
  const answer = read(body, context)
  const iceServers = selectUrls(answer.iceServers, context)
  if (iceServers.length === 0 && answer.iceServers.length > 0)
    throw invalidAnswer('has no ICE server that `filter` lets pass', name)
  return { ...answer, iceServers }
}

function read(body: unknown, context: ReadContext): ReadAnswer {
  const { name, isRendered } = context
  try {
    const found = findServers(body)
    const { iceservers: wrong, s: status = 'ok' } = membersOf(body)
    // Xirsys answers 200 to anything.
    if (!found || status !== 'ok') {
      const inside = wrong === undefined ? '' : ` whose iceServers is ${describe(wrong)}`
      throw invalidAnswer(`is ${describe(body)}${inside}, not a list of ICE servers`, name)
    }
    const { list, path, beside } = found
    const { iceServers, faults } = judgeIceServers(list, path.join('.'), (entry) => readServer(entry, beside))
    const last = faults.at(-1)
    if (iceServers.length === 0 && last)
      throw invalidAnswer(`has no usable ICE server: ${last.path} has an unusable ${last.kind}`, name)
    const levels = [beside, ...list.slice(0, MOST_URLS).map(membersOf)]
    return { iceServers, faults, lifetime: answerLifetime(levels, context, name, isRendered) }
  } catch (error) {
    // A getter of a source's own object may throw.
    throw error instanceof IceServersError ? error : invalidAnswer('cannot be read', name)
  }
}

/** One entry by whatever names its provider has for its members; a TURN server may have its credential beside the list. */
function readServer(entry: unknown, beside: Members): Members {
  const members = membersOf(entry)
  const urls = firstOf(members, 'urls', 'uris')
  const url = firstOf(members, 'url', 'uri')
  const isTurn = /(^|,)\s*turn/i.test(String(urls ?? url))
  const { username, credential, password, credentialtype } = isTurn ? { ...beside, ...members } : members
  return { urls, url, username, credential: credential ?? password, credentialType: credentialtype }
}

function describe(value: unknown): string {
  if (value === undefined || value === '') return 'empty'
  if (typeof value === 'string') return /^\s*</.test(value) ? 'an HTML page' : 'a text'
  if (value === null) return 'null'
  if (typeof value !== 'object') return `a ${typeof value}`
  const keys = Object.keys(value).slice(0, 9).join(', ').slice(0, 40)
  return `an ${'error' in value ? 'error ' : ''}object with ${keys || `nothing (${value.constructor?.name})`}`
}
