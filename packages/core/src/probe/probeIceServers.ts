import { IceServersError } from '../errors.ts'
import { callOut } from '../platform.ts'
import { untilAborted } from '../untilAborted.ts'
import type { IceProbeResult } from './iceProbeResult.ts'
import { probeUrl } from './probeUrl.ts'

export interface ProbeOptions {
  /** The time for all URLs together, in milliseconds; they are tried at once. @default 5000 */
  timeout?: number | undefined
  /** Ends it before its time: the promise rejects. */
  signal?: AbortSignal | undefined
  /** Called with each result as it comes. */
  onResult?: ((result: IceProbeResult) => void) | undefined
}

/**
 * Finds out which ICE servers really work from here, how fast they are, and why the others do not: each URL is tried with
 * connections of its own, relay-only for TURN, which are closed in the end. Resolves with one result for each URL, in their
 * order, once all are known or the time is over. TURN servers count what is relayed, which is next to nothing here.
 *
 * @throws IceServersError `aborted` when the signal ends it
 * @throws TypeError for what is no list, a timeout that is no positive number, or where there is no WebRTC
 * @example
 * const results = await probeIceServers(await client.getIceServers())
 * for (const { url, status } of results) console.log(url, status)
 */
export async function probeIceServers(
  iceServers: readonly RTCIceServer[],
  { timeout = 5000, signal = new AbortController().signal, onResult }: ProbeOptions = {},
): Promise<IceProbeResult[]> {
  check(Array.isArray(iceServers), 'iceServers must be a list')
  check(timeout > 0 && timeout < 2 ** 31, 'timeout must be a positive number')
  check(globalThis.RTCPeerConnection !== undefined, 'there is no WebRTC here')
  const ended = new AbortController()
  const end = () => ended.abort()
  const timer = setTimeout(end, timeout)
  const probeAll = () => {
    // After the one of who waits: what ends by it is no result.
    signal.addEventListener('abort', end)
    return Promise.all(
      eachUrl(iceServers).map(async (server) => {
        const result = await probeUrl(server, ended.signal)
        if (!signal.aborted) callOut(onResult, result)
        return result
      }),
    )
  }
  try {
    return await untilAborted(signal, probeAll)
  } catch (error) {
    if (!signal.aborted) throw error
    throw new IceServersError('aborted', 'The probe was ended.', { cause: signal.reason })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    end()
  }
}

/** Each URL as a server of its own. */
function eachUrl(iceServers: readonly RTCIceServer[]): RTCIceServer[] {
  return iceServers.flatMap((server) => [server?.urls].flat().map((urls) => ({ ...server, urls })))
}

function check(makesSense: boolean, rule: string): void {
  if (!makesSense) throw new TypeError(`probeIceServers: ${rule}.`)
}
