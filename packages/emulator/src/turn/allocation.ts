import type { Credential } from '../credentials.ts'
import type { DropReason } from '../events.ts'
import type { AllocationSnapshot } from '../snapshot.ts'
import type { TransportAddress } from '../stun/attributes.ts'
import type { StunAttribute } from '../stun/message.ts'
import type { Traffic } from '../traffic.ts'
import { type Channels, createChannels } from './channels.ts'
import type { Client } from './client.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { Link } from './link.ts'
import type { PeerPolicy } from './peerPolicy.ts'
import { createPermissions, type Permissions } from './permissions.ts'
import type { RelaySocket } from './relaySocket.ts'
import { relayToClient } from './relayToClient.ts'
import type { UdpSocketHandlers } from './udpSocket.ts'

/** A relay port, lent to one client. */
export interface Allocation {
  readonly client: Client
  readonly credential: Credential
  readonly relayed: TransportAddress
  readonly permissions: Permissions
  readonly channels: Channels
  /** The request that made it and what it was told: the same request again gets the same answer. */
  readonly origin: { transactionId: Buffer; attributes: readonly StunAttribute[] }
  /** From the client to its peers. */
  readonly sent: Readonly<Traffic>
  /** From peers to the client. */
  readonly received: Readonly<Traffic>
  /** Lives this much longer, in seconds. */
  extend(lifetime: number): void
  sendToPeer(data: Buffer, peer: TransportAddress): void
  end(why: DropReason): void
  describe(now: number): AllocationSnapshot
}

export interface AllocationOptions {
  openSocket: (handlers: UdpSocketHandlers) => Promise<RelaySocket>
  publicAddress: string
  client: Client
  credential: Credential
  /** When the credential takes the allocation with it, in milliseconds since the epoch. */
  cutAt: number
  transactionId: Buffer
  /** Seconds. */
  lifetime: number
  /** What the client is told, once the relay address is known. */
  describeTo: (relayed: TransportAddress, token: Buffer | undefined) => readonly StunAttribute[]
  lifetimes: Lifetimes
  peers: PeerPolicy
  link: Link
  onEnd: (why: DropReason) => void
}

/** The longest delay that setTimeout knows, in milliseconds: longer ones would end at once. */
const longestTimeout = 2 ** 31 - 1

/** Opens the relay socket; rejects when none is to be had. */
export async function createAllocation(options: AllocationOptions): Promise<Allocation> {
  const { client, credential, cutAt, lifetimes, link, peers } = options
  const permissions = createPermissions({ life: lifetimes.permission })
  const channels = createChannels({ life: lifetimes.channel })
  const sent: Traffic = { packets: 0, bytes: 0 }
  const received: Traffic = { packets: 0, bytes: 0 }
  const createdAt = Date.now()
  let expiresAt = createdAt
  let isOpen = true
  let timer: NodeJS.Timeout | undefined

  const { socket, token } = await options.openSocket({
    onPacket: (data, peer) => {
      if (mayPass(peer))
        carry({ data, count: received, deliver: () => relayToClient({ data, peer, client, channels }) })
    },
    onError: () => end('failed'),
  })
  const relayed = { address: options.publicAddress, port: socket.port }
  const allocation: Allocation = {
    client,
    credential,
    relayed,
    permissions,
    channels,
    origin: { transactionId: Buffer.from(options.transactionId), attributes: options.describeTo(relayed, token) },
    sent,
    received,
    extend,
    sendToPeer(data, peer) {
      if (mayPass(peer)) carry({ data, count: sent, deliver: () => socket.send(data, peer) })
    },
    end,
    describe: (now) => ({
      username: credential.username,
      transport: client.transport,
      client: `${client.address}:${client.port}`,
      relayPort: relayed.port,
      createdAt,
      expiresAt,
      permissions: permissions.list(now),
      channels: channels.list(now),
      sent: { ...sent },
      received: { ...received },
    }),
  }
  extend(options.lifetime)
  return allocation

  function mayPass(peer: TransportAddress): boolean {
    return isOpen && permissions.isPermitted(peer.address, Date.now()) && peers.allowsPort(peer)
  }

  /** Lost packets count too: they came. */
  function carry({ data, count, deliver }: { data: Buffer; count: Traffic; deliver: () => void }): void {
    count.packets += 1
    count.bytes += data.length
    link.carry({ bytes: data.length, deliver })
  }

  function extend(seconds: number): void {
    clearTimeout(timer)
    const lapse = Date.now() + seconds * 1000
    const why = cutAt < lapse ? 'expired' : 'lapsed'
    expiresAt = Math.min(cutAt, lapse)
    timer = setTimeout(() => end(why), Math.min(expiresAt - Date.now(), longestTimeout))
  }

  function end(why: DropReason): void {
    if (!isOpen) return
    isOpen = false
    clearTimeout(timer)
    // On a slow way, what was taken before the end still arrives.
    link.drain(() => socket.close())
    options.onEnd(why)
  }
}
