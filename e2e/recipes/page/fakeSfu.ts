import type { IceParameters, Transport, TransportOptions } from 'mediasoup-client/types'

/** Stands for a mediasoup server that sends: a connection that speaks of itself in mediasoup's words. */
export interface FakeSfu {
  /** What a server tells of its transport. */
  parameters(): Promise<TransportOptions>
  /** Takes what a server would learn from the packets of the other side. */
  connect(transport: Transport): Promise<void>
  restartIce(): Promise<IceParameters>
}

export function makeFakeSfu(pc: RTCPeerConnection): FakeSfu {
  const value = (name: string) =>
    new RegExp(`^a=${name}:(.*)$`, 'm').exec(pc.localDescription?.sdp ?? '')?.[1]?.trim() ?? ''
  const iceParameters = () => ({ usernameFragment: value('ice-ufrag'), password: value('ice-pwd') })

  async function offer(options?: RTCOfferOptions) {
    await pc.setLocalDescription(await pc.createOffer(options))
    await relayCandidate(pc)
  }

  return {
    async parameters() {
      await offer()
      const [foundation = '', , , priority, ip = '', port] = value('candidate').split(' ')
      return {
        id: 'transport',
        iceParameters: iceParameters(),
        iceCandidates: [
          {
            foundation,
            priority: Number(priority),
            ip,
            address: ip,
            protocol: 'udp',
            port: Number(port),
            type: 'host',
          },
        ],
        dtlsParameters: {
          role: 'auto',
          fingerprints: [{ algorithm: 'sha-256', value: value('fingerprint').replace(/^sha-256 /i, '') }],
        },
        sctpParameters: { port: 5000, maxSendMessageSize: 262_144, maxReceiveMessageSize: 262_144 },
      }
    },
    async connect(transport) {
      const other = connectionOf(transport)
      // mediasoup-client has its own name for the only section.
      const rename = (sdp = '') => sdp.replaceAll(/(?<=mid:|BUNDLE )datachannel/g, '0')
      const answer = () => pc.setRemoteDescription({ type: 'answer', sdp: rename(other.localDescription?.sdp) })
      let answered = answer()
      other.addEventListener('signalingstatechange', () => {
        if (other.signalingState === 'stable') answered = answer()
      })
      other.addEventListener('icecandidate', async ({ candidate }) => {
        await answered
        if (candidate) await pc.addIceCandidate({ candidate: candidate.candidate, sdpMid: '0' })
      })
      await answered
    },
    async restartIce() {
      await offer({ iceRestart: true })
      return iceParameters()
    },
  }
}

/** Private in mediasoup-client. */
export function connectionOf(transport: Transport): RTCPeerConnection {
  return (transport.handler as unknown as { _pc: RTCPeerConnection })._pc
}

async function relayCandidate(pc: RTCPeerConnection): Promise<void> {
  const hasOne = () => pc.localDescription?.sdp.includes('typ relay')
  while (!hasOne()) await new Promise((resolve) => pc.addEventListener('icecandidate', resolve, { once: true }))
}
