/** Rejects when the connection fails instead. */
export function untilConnected(pc: RTCPeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (pc.connectionState === 'connected') resolve()
      if (pc.connectionState === 'failed') reject(new Error('The call did not connect.'))
    }
    pc.addEventListener('connectionstatechange', look)
    look()
  })
}
