import { createAccount } from './api/account.ts'
import { createApi } from './api/createApi.ts'
import { accountPath } from './api/errorAnswer.ts'
import { serveApi } from './api/serveApi.ts'
import { createCredentials } from './credentials.ts'
import { type EmulatorOptions, resolveOptions } from './emulatorOptions.ts'
import { EmulatorError } from './errors.ts'
import { createEvents, type EmulatorEvents } from './events.ts'
import { createFaults, type Faults } from './faults.ts'
import { startTurnServer } from './turn/turnServer.ts'
import { createTurnKeys } from './turnKeys.ts'

/** A running emulator. Its ids and secrets are new in every one. */
export interface Emulator {
  /** The base of the credential API, in the place of `https://rtc.live.cloudflare.com`. */
  readonly baseUrl: string
  /** The base of the account API, in the place of `https://api.cloudflare.com/client/v4`. */
  readonly accountBaseUrl: string
  /** `turn:host:port`, good for `?transport=udp` and `?transport=tcp`. */
  readonly turnUrl: string
  readonly accountId: string
  /** The bearer of the account API. */
  readonly apiToken: string
  /** The TURN key that credentials are made with. */
  readonly keyId: string
  /** The bearer of that key. */
  readonly keySecret: string
  readonly events: EmulatorEvents
  readonly faults: Faults
  /** Ends everything: allocations, connections, timers. May be called again. */
  close(): Promise<void>
}

const realm = 'freshice.emulator'

/**
 * Starts Cloudflare's TURN credential API and a TURN server on this machine.
 * Rejects with an EmulatorError for an occupied port, a host beyond loopback, or a value out of range.
 * @example
 * const emulator = await startEmulator({ expiry: 'strict' })
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port, turnPort, host, ...settings } = resolveOptions(options)
  const { events, emit } = createEvents()
  const faults = createFaults()
  const credentials = createCredentials({ realm, emit })
  const account = createAccount()
  const keys = createTurnKeys()
  const key = keys.create('emulator')
  if (!key) throw new Error('The first key is never one too many.')

  const turn = await startTurnServer({ ...settings, host, port: turnPort, realm, credentials, faults, emit }).catch(
    explainPort({ option: 'turnPort', port: turnPort }),
  )
  const turnHost = `${host}:${turn.port}`
  const urls = {
    stun: [`stun:${turnHost}`],
    turn: [`turn:${turnHost}?transport=udp`, `turn:${turnHost}?transport=tcp`],
  }
  const app = createApi({ faults, account, keys, credentials, urls })
  const api = await serveApi({ app, host, port }).catch(async (error) => {
    await turn.close()
    return explainPort({ option: 'port', port })(error)
  })

  let closed: Promise<void> | undefined
  const baseUrl = `http://${host}:${api.port}`
  return {
    baseUrl,
    accountBaseUrl: `${baseUrl}${accountPath}`,
    turnUrl: `turn:${turnHost}`,
    accountId: account.id,
    apiToken: account.apiToken,
    keyId: key.id,
    keySecret: key.secret,
    events,
    faults,
    close() {
      closed ??= Promise.all([api.close(), turn.close()]).then(() => {})
      return closed
    },
  }
}

function explainPort({ option, port }: { option: 'port' | 'turnPort'; port: number }): (error: unknown) => never {
  return (cause) => {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    const advice = `End what listens there, choose another ${option}, or leave it out to get any free one.`
    throw new EmulatorError('port-in-use', `Port ${port} is in use. ${advice}`, { cause })
  }
}
