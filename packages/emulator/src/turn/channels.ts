import type { TransportAddress } from '../stun/attributes.ts'

/** Which channel numbers of one allocation stand for which peers. */
export interface Channels {
  /** False when the number or the peer is bound otherwise. */
  bind(channel: number, peer: TransportAddress, now: number): boolean
  peerOf(channel: number, now: number): TransportAddress | undefined
  channelOf(peer: TransportAddress, now: number): number | undefined
  list(now: number): { channel: number; peer: string; expiresAt: number }[]
}

interface Binding {
  readonly channel: number
  readonly peer: TransportAddress
  readonly end: number
}

export function createChannels({ life }: { life: number }): Channels {
  // At most one binding a number, and there are 16,384 numbers.
  const byChannel = new Map<number, Binding>()
  const byPeer = new Map<string, Binding>()

  const alive = (binding: Binding | undefined, now: number) => (binding && now < binding.end ? binding : undefined)

  return {
    bind(channel, peer, now) {
      const ofChannel = byChannel.get(channel)
      const ofPeer = byPeer.get(nameOf(peer))
      if (alive(ofChannel, now) && ofChannel?.peer.port !== peer.port) return false
      if (alive(ofChannel, now) && ofChannel?.peer.address !== peer.address) return false
      if (alive(ofPeer, now) && ofPeer?.channel !== channel) return false
      if (ofChannel) byPeer.delete(nameOf(ofChannel.peer))
      if (ofPeer) byChannel.delete(ofPeer.channel)
      const binding = { channel, peer, end: now + life }
      byChannel.set(channel, binding)
      byPeer.set(nameOf(peer), binding)
      return true
    },
    peerOf: (channel, now) => alive(byChannel.get(channel), now)?.peer,
    list: (now) =>
      [...byChannel.values()]
        .filter(({ end }) => now < end)
        .map(({ channel, peer, end }) => ({ channel, peer: nameOf(peer), expiresAt: end })),
    channelOf: (peer, now) => alive(byPeer.get(nameOf(peer)), now)?.channel,
  }
}

function nameOf({ address, port }: TransportAddress): string {
  return `${address}:${port}`
}
