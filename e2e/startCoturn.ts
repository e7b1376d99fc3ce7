import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { coturn, type TurnProvider } from '@freshice/server'

/** A true coturn on loopback, whose credentials are signed with a secret that it shares with the endpoint. */
export interface Coturn {
  /** Signs credentials with the first secret. */
  provider: TurnProvider
  /** Where it answers, over UDP. */
  url: string
  port: number
  close(): Promise<void>
}

export interface CoturnOptions {
  /** What credentials may be signed with. @default one of its own */
  secrets?: string[] | undefined
  /** What stands between timestamp and user. @default ':' */
  separator?: string | undefined
}

export async function startCoturn(
  path: string,
  { secrets = [randomBytes(16).toString('hex')], separator = ':' }: CoturnOptions = {},
): Promise<Coturn> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'))
  const args = [
    ...[
      '-n',
      '--no-cli',
      '--no-tcp',
      '--no-tls',
      '--no-dtls',
      '--fingerprint',
      '--allow-loopback-peers',
      '--simple-log',
    ],
    ...['--listening-ip=127.0.0.1', `--listening-port=${port}`, '--relay-ip=127.0.0.1', '--realm=call'],
    ...['--use-auth-secret', `--rest-api-separator=${separator}`, '--log-file=stdout'],
    ...secrets.map((secret) => `--static-auth-secret=${secret}`),
    ...[`--userdb=${join(folder, 'db')}`, `--pidfile=${join(folder, 'pid')}`],
  ]
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  // Read, or a full pipe would stop the server.
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk))
  const started = new AbortController()
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`coturn ended with ${code}: ${log}`)))
  await Promise.race([untilItAnswers(port, started.signal), ended]).finally(() => started.abort())

  const url = `turn:127.0.0.1:${port}?transport=udp`
  return {
    provider: coturn({ urls: url, secret: secrets }),
    url,
    port,
    async close() {
      child.kill('SIGKILL')
      // Its end is wanted now.
      await ended.catch(() => {})
      await rm(folder, { recursive: true })
    },
  }
}

/**
 * coturn cannot be asked which port it took, so that one is chosen for it: below those that Linux and macOS hand
 * out (from 32768 and 49152), as another socket would get it before coturn does.
 */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(randomInt(10_000, 32_768), '127.0.0.1')
  try {
    await once(socket, 'listening')
    return socket.address().port
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return freePort()
    throw error
  } finally {
    socket.close()
  }
}

/** Sends STUN binding requests until one is answered. */
async function untilItAnswers(port: number, signal: AbortSignal): Promise<void> {
  const request = Buffer.alloc(20)
  request.writeUInt16BE(1)
  request.writeUInt32BE(0x2112a442, 4)
  const socket = createSocket('udp4')
  const ask = () => socket.send(request, port, '127.0.0.1')
  socket.bind(0, '127.0.0.1', ask)
  const timer = setInterval(ask, 50)
  try {
    await once(socket, 'message', { signal })
  } finally {
    clearInterval(timer)
    socket.close()
  }
}
