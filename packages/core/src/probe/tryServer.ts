import { type FoundUrl, IP_ADDRESS } from '../answer/judgeIceServers.ts'
import { untilAborted } from '../untilAborted.ts'
import { gather, UNAUTHENTICATED, UNREACHED } from './gather.ts'
import { type IceProbeResult, type ProbeReason, REASONS, SILENT } from './iceProbeResult.ts'
import { roundTrip } from './roundTrip.ts'

type Without<Result, Key extends PropertyKey> = Result extends unknown ? Omit<Result, Key> : never
/** What trying tells. */
export type Finding = Without<IceProbeResult, 'url' | 'protocol'>

/** How long to wait for a name, in milliseconds: no other failure of STUN comes so soon. */
const LOOKUP = 1500

/**
 * @param connect makes a connection, which somebody else closes
 */
export async function tryServer(
  { server, url, href }: FoundUrl,
  connect: (configuration: RTCConfiguration) => RTCPeerConnection,
  ended: AbortSignal,
): Promise<Finding> {
  const isTurn = url.scheme !== 'stun'
  const iceServers = [{ ...server, urls: href }]
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: isTurn ? 'relay' : 'all' }
  const pc = connect(configuration)
  const channel = pc.createDataChannel('')
  const { candidateType, time, errorCode, isComplete } = await gather(pc, ended)
  if (candidateType) {
    const measure = () => roundTrip(pc, channel, connect(configuration), ended)
    const roundTripTime = isTurn ? await untilAborted(ended, measure).catch(() => undefined) : undefined
    return { status: 'reached', candidateType, timeToCandidate: time, roundTripTime }
  }
  const isAnswer = errorCode !== undefined && errorCode !== UNREACHED
  if (!isAnswer && !isComplete) return { status: 'silent', message: SILENT }
  const fail = (reason: ProbeReason) =>
    ({ status: 'failed', reason, message: REASONS[reason], errorCode }) satisfies Finding
  if (isAnswer) return fail(errorCode === UNAUTHENTICATED ? 'unauthorized' : 'refused')
  // Browsers tell an unknown name only from STUN: over TCP it looks like a refused connection.
  const lookup = connect({ iceServers: [{ urls: `stun:${url.host}` }] })
  lookup.createDataChannel('')
  const looked = await gather(lookup, AbortSignal.any([ended, AbortSignal.timeout(LOOKUP)]))
  return fail(looked.isComplete && looked.errorCode && !IP_ADDRESS.test(url.host) ? 'unknown-host' : 'unreachable')
}
