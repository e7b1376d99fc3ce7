import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export interface AllocateOptions {
  port: number
  username: string
  credential: string
}

const magicCookie = 0x2112a442
const types = { username: 0x0006, integrity: 0x0008, error: 0x0009, realm: 0x0014, nonce: 0x0015, transport: 0x0019 }
/** REQUESTED-TRANSPORT: UDP. */
const udp = Buffer.from([17, 0, 0, 0])

/**
 * Asks a TURN server on loopback for an allocation, as RFC 8656 has it: once without a credential, then with it.
 * Resolves with `allocated` or the number of the error.
 */
export async function allocate({ port, username, credential }: AllocateOptions): Promise<'allocated' | number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const ask = async (message: Buffer) => {
    const answer = once(socket, 'message', { signal: AbortSignal.timeout(5000) })
    socket.send(message, port, '127.0.0.1')
    return (await answer)[0] as Buffer
  }
  try {
    const challenge = attributes(await ask(request([attribute(types.transport, udp)])))
    const realm = challenge.get(types.realm) ?? Buffer.alloc(0)
    const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest()
    const signed = [
      attribute(types.transport, udp),
      attribute(types.username, Buffer.from(username)),
      attribute(types.realm, realm),
      attribute(types.nonce, challenge.get(types.nonce) ?? Buffer.alloc(0)),
    ]
    const answer = await ask(withIntegrity(signed, key))
    if (answer.readUInt16BE(0) === 0x0103) return 'allocated'
    const error = attributes(answer).get(types.error)
    return error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 0
  } finally {
    socket.close()
  }
}

function request(parts: Buffer[], length = Buffer.concat(parts).length): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt16BE(0x0003)
  header.writeUInt16BE(length, 2)
  header.writeUInt32BE(magicCookie, 4)
  return Buffer.concat([header, randomBytes(12), ...parts])
}

/** The integrity covers the message with a length that counts the integrity itself, of 24 bytes. */
function withIntegrity(parts: Buffer[], key: Buffer): Buffer {
  const message = request(parts, Buffer.concat(parts).length + 24)
  return Buffer.concat([message, attribute(types.integrity, createHmac('sha1', key).update(message).digest())])
}

function attribute(type: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4)
  header.writeUInt16BE(type)
  header.writeUInt16BE(value.length, 2)
  return Buffer.concat([header, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

function attributes(message: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 20; at + 4 <= message.length; ) {
    const length = message.readUInt16BE(at + 2)
    found.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length))
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return found
}
