import { BlockList, isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { TransportAddress } from '../stun/attributes.ts'

/** Whom the relay may exchange packets with. */
export interface PeerPolicy {
  /** Whether an IPv4 address may be permitted. */
  allows(address: string): boolean
  /** Whether packets may go to, and come from, this very port of a permitted address. */
  allowsPort(peer: TransportAddress): boolean
}

export interface PeerPolicyOptions {
  /** What is listened on. */
  host: string
  /** Where clients and peers see the relay. */
  publicAddress: string
  /** Addresses and networks (`192.0.2.0/24`) besides the relay itself; only for a host beyond loopback. */
  allowedPeers: readonly string[]
  isRelayPort: (port: number) => boolean
}

/** What no list can allow: this machine's own inside, and what is nobody's address. */
const never = networks(['127.0.0.0/8', '0.0.0.0/8', '224.0.0.0/4', '240.0.0.0/4'])

/**
 * A relay on loopback serves this machine alone, and reaches nothing else. One that others can reach must not be their
 * door into this machine: of its own addresses they reach the relay's ports only, and of others those on the list.
 */
export function createPeerPolicy({ host, publicAddress, allowedPeers, isRelayPort }: PeerPolicyOptions): PeerPolicy {
  if (isLoopback(host)) return { allows: isLoopback, allowsPort: () => true }
  const allowed = networks(allowedPeers)
  const own = new Set([publicAddress, ...ownAddresses()])
  return {
    allows: (address) => !never.check(address) && (own.has(address) || allowed.check(address)),
    allowsPort: ({ address, port }) => !own.has(address) || isRelayPort(port),
  }
}

/** 127.0.0.0/8. */
export function isLoopback(address: string): boolean {
  return isIPv4(address) && address.startsWith('127.')
}

/** Whether this is an IPv4 address or a network such as `192.0.2.0/24`. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix = '32', ...rest] = text.split('/')
  return isIPv4(address) && /^\d{1,2}$/.test(prefix) && Number(prefix) <= 32 && rest.length === 0
}

function networks(list: readonly string[]): BlockList {
  const networks = new BlockList()
  for (const text of list) {
    const [address = '', prefix = '32'] = text.split('/')
    networks.addSubnet(address, Number(prefix))
  }
  return networks
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address))
}
