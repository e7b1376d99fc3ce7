/** A live, direct connection as far as `keepFresh` looks: connected, stable, and nothing happens to it. */
export function standInConnection(): RTCPeerConnection {
  let configuration: RTCConfiguration = {}
  const description = { type: 'offer', sdp: 'a=ice-ufrag:lab\r\n' }
  const stats = new Map<string, object>([
    ['T', { type: 'transport', id: 'T', selectedCandidatePairId: 'P' }],
    ['P', { type: 'candidate-pair', id: 'P', localCandidateId: 'L' }],
    ['L', { type: 'local-candidate', id: 'L', candidateType: 'host', usernameFragment: 'lab' }],
  ])
  const pc = Object.assign(new EventTarget(), {
    signalingState: 'stable',
    connectionState: 'connected',
    iceConnectionState: 'connected',
    localDescription: description,
    currentLocalDescription: description,
    pendingLocalDescription: null,
    remoteDescription: null,
    getConfiguration: () => configuration,
    setConfiguration(next: RTCConfiguration) {
      configuration = next
    },
    getStats: async () => stats,
    restartIce() {},
  })
  return pc as unknown as RTCPeerConnection
}
