import { parseIceServers } from '@freshice/core/answer'
import { TurnProviderError } from '../errors.ts'
import type { RTCIceServer } from '../rtcIceServer.ts'

const port53 = /^(stun|turns?):[^?]*:53(\?|$)/i

/** The servers of an answer to `what`, for every browser, with a credential. Rejects TurnProviderError `invalid-answer`, which never quotes the text. */
export function readIceServers(text: string, what: string, { keepPort53 }: { keepPort53: boolean }): RTCIceServer[] {
  const body = orInvalidAnswer(what, () => readJson(text))
  const { iceServers } = orInvalidAnswer(what, () => parseIceServers(body))
  if (iceServers.some(({ credential }) => credential)) {
    return keepPort53 ? [...iceServers, ...onPort53(body)] : iceServers
  }
  throw new TurnProviderError('invalid-answer', `${what} answered without a usable TURN server. Is baseUrl right?`)
}

/** What the parser leaves out because browsers cannot use it, as entries of their own. */
function onPort53(body: unknown): RTCIceServer[] {
  const { iceServers } = body as { iceServers?: unknown }
  return ([iceServers ?? []].flat() as RTCIceServer[]).flatMap(({ urls, username, credential }) => {
    const kept = [urls].flat().filter((url) => typeof url === 'string' && port53.test(url))
    if (kept.length === 0) return []
    const isComplete = typeof username === 'string' && typeof credential === 'string'
    return isComplete ? [{ urls: kept, username, credential }] : [{ urls: kept.filter((url) => /^stun:/i.test(url)) }]
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Without its cause: a SyntaxError quotes the text, and with it perhaps a credential.
    throw new TypeError('the body is not JSON')
  }
}

function orInvalidAnswer<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new TurnProviderError('invalid-answer', `${what} did not answer with ICE servers: ${reason}`, { cause })
  }
}
