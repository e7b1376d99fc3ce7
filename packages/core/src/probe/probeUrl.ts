import { parseIceUrl } from '../answer/iceUrl.ts'
import { type Fault, judgeIceServers } from '../answer/judgeIceServers.ts'
import type { Members } from '../answer/members.ts'
import { type IceProbeResult, type ProbeReason, REASONS } from './iceProbeResult.ts'
import { tryServer } from './tryServer.ts'

/**
 * Tries one URL with connections of its own, and closes them.
 *
 * @param given has a single URL
 * @param ended the end of the time there is
 */
export async function probeUrl(given: RTCIceServer, ended: AbortSignal): Promise<IceProbeResult> {
  const url = String(given.urls)
  const { urls, faults } = judgeIceServers([given], '', (server) => server as Members)
  const [usable] = urls
  if (!usable) {
    const reason = whyNot(url, faults)
    return { url, protocol: undefined, status: 'failed', reason, message: REASONS[reason], errorCode: undefined }
  }
  const connections: RTCPeerConnection[] = []
  const close = () => {
    for (const pc of connections) pc.close()
  }
  const connect = (configuration: RTCConfiguration) => {
    const pc = new RTCPeerConnection(configuration)
    connections.push(pc)
    return pc
  }
  // At once: whoever ends a probe finds nothing open.
  ended.addEventListener('abort', close)
  try {
    return { url, protocol: usable.url.transport, ...(await tryServer(usable, connect, ended)) }
  } finally {
    close()
  }
}

function whyNot(url: string, faults: Fault[]): ProbeReason {
  if (faults.some(({ kind }) => kind === 'credential')) return 'invalid-credential'
  return parseIceUrl(url.replace(/:\d+(?=\?|$)/, '')) ? 'blocked-port' : 'invalid-url'
}
