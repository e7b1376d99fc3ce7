import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import {
  type Emulator,
  type EmulatorEventDetails,
  type EmulatorEventName,
  type EmulatorOptions,
  startEmulator,
} from '../src/index.ts'
import type { TransportAddress } from '../src/stun/attributes.ts'
import { createInbox } from './inbox.ts'
import { connectTurnClient, type TurnClient } from './turnClient.ts'

/** An emulator that ends with the test. */
export async function startTestEmulator(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  return emulator
}

export interface IssuedCredential {
  username: string
  credential: string
}

/** A POST to the credential API of the emulator's key. */
export function callApi(
  emulator: Emulator,
  { path, body, secret }: { path: string; body?: unknown; secret?: string },
): Promise<Response> {
  return fetch(`${emulator.baseUrl}/v1/turn/keys/${emulator.keyId}/credentials/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret ?? emulator.keySecret}`, 'content-type': 'application/json' },
    body: typeof body === 'string' || body === undefined ? (body ?? null) : JSON.stringify(body),
  })
}

export async function issueCredential(emulator: Emulator, ttl = 60): Promise<IssuedCredential> {
  const response = await callApi(emulator, { path: 'generate', body: { ttl } })
  const { iceServers } = (await response.json()) as { iceServers: IssuedCredential }
  return iceServers
}

export async function revokeCredential(emulator: Emulator, username: string): Promise<void> {
  await callApi(emulator, { path: `${username}/revoke` })
}

export function turnPort(emulator: Emulator): number {
  return Number(emulator.turnUrl.split(':').at(-1))
}

export interface ConnectOptions {
  transport?: 'udp' | 'tcp' | 'tls'
  credential?: IssuedCredential
  ttl?: number
}

/** A TURN client that ends with the test, with a credential of its own if none is given. */
export async function connect(emulator: Emulator, options: ConnectOptions = {}): Promise<TurnClient> {
  const { username, credential } = options.credential ?? (await issueCredential(emulator, options.ttl))
  const { transport = 'udp' } = options
  const url = transport === 'tls' ? emulator.turnsUrl : emulator.turnUrl
  const port = Number(url?.split(':').at(-1))
  const host = new URL(emulator.baseUrl).hostname
  const client = await connectTurnClient({ host, port, transport, username, password: credential })
  onTestFinished(() => client.close())
  return client
}

export interface Peer extends TransportAddress {
  next(): Promise<{ text: string; from: TransportAddress }>
  send(text: string | Buffer, to: TransportAddress): void
  /** How many packets came that nobody has taken. */
  waiting(): number
}

/** A plain UDP socket: somebody that calls are relayed to. */
export async function openPeer(host = '127.0.0.1'): Promise<Peer> {
  const socket = createSocket('udp4')
  const inbox = createInbox<{ text: string; from: TransportAddress }>()
  socket.on('message', (packet, from) => inbox.put({ text: packet.toString(), from }))
  socket.bind(0, host)
  await once(socket, 'listening')
  onTestFinished(() => {
    socket.close()
  })
  return {
    address: host,
    port: socket.address().port,
    next: inbox.next,
    send: (text, to) => socket.send(text, to.port, to.address),
    waiting: inbox.waiting,
  }
}

/** The detail of the next event of a type. */
export function nextEvent<Name extends EmulatorEventName>(
  { events }: Emulator,
  type: Name,
): Promise<EmulatorEventDetails[Name]> {
  return new Promise((resolve) => events.addEventListener(type, ({ detail }) => resolve(detail), { once: true }))
}
