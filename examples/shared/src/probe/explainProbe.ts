import type { IceProbeResult } from '@freshice/core/probe'
import { inWords } from '../call/inWords.ts'
import { unreachableHint } from '../call/unreachableHint.ts'

/** What a probe has found out so far: what `useIceProbe` tells. */
export interface Probed {
  results: readonly IceProbeResult[]
  isProbing: boolean
  error?: Error | undefined
}

/** What stands there before anyone asked. */
export const probeHint =
  'Tries every server of this app from this browser, and says which of them work, how fast they are, and why the others do not.'

type Finding = IceProbeResult['status'] | (IceProbeResult & { status: 'failed' })['reason']

/** Why a call from here connects or does not, for the person in front of the screen. */
export function explainProbe({ results, isProbing, error }: Probed, userAgent = navigator.userAgent): string {
  // One sentence for the whole wait: a screen reader would read out each change of it.
  if (isProbing) return 'Trying every server from this browser. That takes a few seconds.'
  if (error) return `There are no servers to try. ${inWords(error)}`
  if (results.length === 0) return 'The list of servers is empty: a call connects only where no relay is needed.'
  const relays = results.filter(isRelay)
  if (relays.some(isReached)) return explainReached(results)
  // It says that such a name cannot be found, which is not what is wrong.
  if (userAgent.includes('Firefox') && relays.some(isLoopback)) {
    return `A call does not connect from here: ${unreachableHint(userAgent)}`
  }
  return explainUnreached(results, relays.map(finding))
}

function explainReached(results: readonly IceProbeResult[]): string {
  if (results.every(isReached)) return 'A call connects from here: every server was reached.'
  const udp = results.filter(({ protocol }) => protocol === 'udp')
  if (udp.length > 0 && udp.every(({ status }) => status === 'silent')) {
    return 'A call connects from here, with more delay: a firewall seems to swallow UDP, and only TCP or TLS gets through.'
  }
  return 'A call connects from here, though not every server works: the table says why.'
}

/** The reason that is surest comes first: who got an answer has a network that lets it through. */
function explainUnreached(results: readonly IceProbeResult[], relays: readonly Finding[]): string {
  if (relays.includes('unauthorized')) {
    return 'A call that needs the relay does not connect: the relay refuses the credential. Your network is not the reason: the app needs a new credential.'
  }
  if (relays.includes('refused')) {
    return 'A call that needs the relay does not connect: the relay answers with an error. Your network is not the reason.'
  }
  if (relays.length > 0 && relays.every((relay) => relay === 'unknown-host')) {
    return 'A call that needs the relay does not connect: the name of the relay cannot be found. It is misspelt, or this network finds no names.'
  }
  if (results.some(isReached)) {
    // The client has left out those that no browser can use.
    const relay = relays.length === 0 ? 'the list has no usable relay' : 'no relay was reached'
    return `A call connects only where both networks let it through directly: STUN works, but ${relay}.`
  }
  return 'A call does not connect from here: no server was reached. They are down, or a firewall lets nothing through.'
}

const isRelay = ({ url }: IceProbeResult) => /^turns?:/i.test(url)
const isLoopback = ({ url }: IceProbeResult) => /^turns?:(127\.|localhost|\[::1])/i.test(url)
const isReached = ({ status }: IceProbeResult) => status === 'reached'
const finding = (result: IceProbeResult): Finding => (result.status === 'failed' ? result.reason : result.status)
