import type { Credential } from '../credentials.ts'
import type { DropReason } from '../events.ts'
import type { TransportAddress } from '../stun/attributes.ts'
import type { StunAttribute } from '../stun/message.ts'
import { type Channels, createChannels } from './channels.ts'
import type { Client } from './client.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { Link } from './link.ts'
import { createPermissions, type Permissions } from './permissions.ts'
import { openRelaySocket } from './relaySocket.ts'
import { relayToClient } from './relayToClient.ts'

/** A relay port, lent to one client. */
export interface Allocation {
  readonly client: Client
  readonly credential: Credential
  readonly relayed: TransportAddress
  readonly permissions: Permissions
  readonly channels: Channels
  /** The request that made it and what it was told: the same request again gets the same answer. */
  readonly origin: { transactionId: Buffer; attributes: readonly StunAttribute[] }
  /** Lives this much longer, in seconds. */
  extend(lifetime: number): void
  sendToPeer(data: Buffer, peer: TransportAddress): void
  end(why: DropReason): void
}

export interface AllocationOptions {
  host: string
  client: Client
  credential: Credential
  /** When the credential takes the allocation with it, in milliseconds since the epoch. */
  cutAt: number
  transactionId: Buffer
  /** Seconds. */
  lifetime: number
  /** Whether the relay port must be even. */
  isEven: boolean
  /** What the client is told, once the relay address is known. */
  describe: (relayed: TransportAddress) => readonly StunAttribute[]
  lifetimes: Lifetimes
  link: Link
  onEnd: (why: DropReason) => void
}

/** The longest delay that setTimeout knows, in milliseconds: longer ones would end at once. */
const longestTimeout = 2 ** 31 - 1

/** Opens the relay socket; rejects when none is to be had. */
export async function createAllocation(options: AllocationOptions): Promise<Allocation> {
  const { host, client, credential, cutAt, lifetimes, link } = options
  const permissions = createPermissions({ life: lifetimes.permission })
  const channels = createChannels({ life: lifetimes.channel })
  let isOpen = true
  let timer: NodeJS.Timeout | undefined

  const socket = await openRelaySocket({
    host,
    isEven: options.isEven,
    onPacket: (data, peer) => {
      if (!isOpen || !permissions.isPermitted(peer.address, Date.now())) return
      link.carry({ bytes: data.length, deliver: () => relayToClient({ data, peer, client, channels }) })
    },
    onError: () => end('failed'),
  })
  const relayed = { address: host, port: socket.port }
  const allocation: Allocation = {
    client,
    credential,
    relayed,
    permissions,
    channels,
    origin: { transactionId: Buffer.from(options.transactionId), attributes: options.describe(relayed) },
    extend,
    sendToPeer(data, peer) {
      if (!isOpen || !permissions.isPermitted(peer.address, Date.now())) return
      link.carry({ bytes: data.length, deliver: () => socket.send(data, peer) })
    },
    end,
  }
  extend(options.lifetime)
  return allocation

  function extend(seconds: number): void {
    clearTimeout(timer)
    const lapse = Date.now() + seconds * 1000
    const why = cutAt < lapse ? 'expired' : 'lapsed'
    timer = setTimeout(() => end(why), Math.min(Math.min(cutAt, lapse) - Date.now(), longestTimeout))
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
