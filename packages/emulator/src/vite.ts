import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import type { EmulatorOptions } from './emulatorOptions.ts'
import { type Emulator, startEmulator } from './startEmulator.ts'

export interface FreshiceEmulatorOptions {
  /**
   * Where the dev server answers with ICE servers.
   * @default '/api/ice-servers'
   */
  path?: string | undefined
  /**
   * How long a credential lives, in seconds, 1 to 172800. A short one shows at once what your app does when it expires.
   * @default 3600
   */
  ttl?: number | undefined
  /**
   * Options of the emulator.
   * @default {}
   */
  emulator?: EmulatorOptions | undefined
  /** Told of the emulator once it runs: for its faults and events. */
  onStart?: ((emulator: Emulator) => void) | undefined
}

/**
 * A Vite plugin that gives the dev server a credential endpoint with a TURN server behind it. It does nothing in a build.
 * @example
 * export default defineConfig({ plugins: [freshiceEmulator()] })
 */
export function freshiceEmulator(options: FreshiceEmulatorOptions = {}): Plugin {
  const { path = '/api/ice-servers', ttl = 3600, onStart } = options
  let started: Promise<Emulator> | undefined

  return {
    name: 'freshice-emulator',
    apply: 'serve',
    configureServer({ middlewares, config }) {
      // Started for the first who asks: by then a server that Vite restarts has given its ports back.
      const start = async () => {
        const emulator = await startEmulator(options.emulator)
        config.logger.info(`  ICE servers at ${path}, relay ${emulator.turnUrl}, credentials of ${ttl} s`)
        onStart?.(emulator)
        return emulator
      }
      middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== path) return next()
        started ??= start()
        answer(request, response, { started, ttl }).catch((error: unknown) => {
          started = undefined
          send(response, 500, { error: error instanceof Error ? error.message : String(error) })
        })
      })
    },
    async closeBundle() {
      const emulator = await started?.catch(() => undefined)
      started = undefined
      await emulator?.close()
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { started, ttl }: { started: Promise<Emulator>; ttl: number },
): Promise<void> {
  const { baseUrl, keyId, keySecret } = await started
  if (request.method !== 'GET' && request.method !== 'POST') {
    return send(response, 405, { error: 'Ask with GET or POST.' }, { allow: 'GET, POST' })
  }
  // Over HTTP, as from a true server, so that the faults of the API are met.
  const asked = Date.now()
  const generated = await fetch(`${baseUrl}/v1/turn/keys/${keyId}/credentials/generate-ice-servers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keySecret}` },
    body: JSON.stringify({ ttl }),
  })
  const body = (await generated.json()) as { iceServers: unknown; error?: string }
  if (!generated.ok) return send(response, 502, { error: `The emulator answered ${generated.status}: ${body.error}` })
  const expiresAt = new Date(asked + ttl * 1000).toISOString()
  send(response, 200, { iceServers: body.iceServers, ttl, expiresAt })
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  response.end(JSON.stringify(body))
}
