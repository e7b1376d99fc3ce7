/** Connects `pc` to another connection of the page, over loopback, and hands that one out. */
export async function callSomebody(pc: RTCPeerConnection): Promise<RTCPeerConnection> {
  const other = new RTCPeerConnection()
  pc.onicecandidate = ({ candidate }) => other.addIceCandidate(candidate ?? undefined)
  other.onicecandidate = ({ candidate }) => pc.addIceCandidate(candidate ?? undefined)
  pc.createDataChannel('talk')
  await pc.setLocalDescription()
  await other.setRemoteDescription(pc.localDescription as RTCSessionDescription)
  await other.setLocalDescription()
  await pc.setRemoteDescription(other.localDescription as RTCSessionDescription)
  return other
}
