import type { SideName } from './sideName.ts'

/** Opens a data channel between the two sides: Ada makes it, and Ben takes the one of this label that comes. */
export function openChannel(
  pc: RTCPeerConnection,
  { side, label, ...init }: RTCDataChannelInit & { side: SideName; label: string },
  onChannel: (channel: RTCDataChannel) => void,
): void {
  if (side === 'ada') {
    onChannel(pc.createDataChannel(label, init))
    return
  }
  pc.addEventListener('datachannel', ({ channel }) => {
    if (channel.label === label) onChannel(channel)
  })
}
