/** Whether the relay may exchange packets with an IPv4 address. */
export type PeerPolicy = (address: string) => boolean

/** Peers on this machine only: a relay that listens on loopback is for this machine. */
export const loopbackPeers: PeerPolicy = (address) => isLoopback(address)

/** 127.0.0.0/8. */
export function isLoopback(address: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(address)
}
