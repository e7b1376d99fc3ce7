import { IceServersError } from '../errors.ts'
import { type AnswerContext, answerLifetime } from './answerLifetime.ts'
import { findServers } from './findServers.ts'
import { invalidAnswer } from './invalidAnswer.ts'
import { type Fault, judgeIceServers, MOST_URLS, toServers } from './judgeIceServers.ts'
import { type Members, membersOf } from './members.ts'
import { type SelectOptions, selectUrls } from './selectUrls.ts'

export interface ReadAnswer {
  /** The servers, repaired: every browser accepts them. */
  iceServers: RTCIceServer[]
  faults: Fault[]
  /** How long they live from when they were asked for, in milliseconds; undefined where nothing says. */
  lifetime: number | undefined
}

export interface ReadContext extends AnswerContext, SelectOptions {
  /** What gave the answer, for errors. */
  name?: string | undefined
  /** Whether it came with the page. */
  isRendered?: boolean
  /** The life to assume, in seconds, where the answer tells none. */
  ttl?: number | undefined
}

/**
 * Reads an answer as `parseIceServers` does, without the sentences on its faults.
 *
 * @throws IceServersError `invalid-answer`, naming what was found and where
 */
export function readAnswer(body: unknown, context: ReadContext): ReadAnswer {
  const { name, isRendered, ttl } = context
  try {
    const found = findServers(body)
    const { iceservers: wrong, s: status = 'ok' } = membersOf(body)
    // Xirsys answers 200 to anything.
    if (!found || status !== 'ok') {
      const inside = wrong === undefined ? '' : ` whose iceServers is ${describe(wrong)}`
      throw invalidAnswer(`is ${describe(body)}${inside}, not a list of ICE servers`, name)
    }
    const { list, path, beside } = found
    const { urls, faults } = judgeIceServers(list, path.join('.'), (entry) => readServer(entry, beside))
    const last = faults.at(-1)
    if (urls.length === 0 && last)
      throw invalidAnswer(`has no usable ICE server: ${last.path} has an unusable ${last.kind}`, name)
    const selected = selectUrls(urls, context)
    if (selected.length === 0 && urls.length > 0) throw invalidAnswer('has no ICE server that `filter` lets pass', name)
    const levels = [beside, ...list.slice(0, MOST_URLS).map(membersOf)]
    const lifetime = answerLifetime(levels, context, name, isRendered) ?? (ttl && ttl * 1000)
    return { iceServers: toServers(selected), faults, lifetime }
  } catch (cause) {
    // A getter of a source's own object may throw, and the app's filter too.
    if (cause instanceof IceServersError) throw cause
    throw Object.assign(invalidAnswer('cannot be read; see the cause', name), { cause })
  }
}

/** One entry by whatever names its provider has for its members; a TURN server may have its credential beside the list. */
function readServer(entry: unknown, beside: Members): Members {
  const members = membersOf(entry)
  const urls = members.urls ?? members.uris
  const url = members.url ?? members.uri
  const isTurn = /(^|,)\s*turn/i.test(String(urls ?? url))
  const { username, credential, password, credentialtype } = isTurn ? { ...beside, ...members } : members
  return { urls, url, username, credential: credential ?? password, credentialType: credentialtype }
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  if (value === '') return 'empty'
  if (typeof value === 'string') return /^\s*</.test(value) ? 'an HTML page' : 'a text'
  if (typeof value !== 'object') return `a ${typeof value}`
  const keys = Object.keys(value).slice(0, 9).join(', ').slice(0, 40)
  return `an ${'error' in value ? 'error ' : ''}object with ${keys || `nothing (${value.constructor?.name})`}`
}
