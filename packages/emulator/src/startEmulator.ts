import { createAccount } from './api/account.ts'
import { controlPath, createApi } from './api/createApi.ts'
import { accountPath } from './api/errorAnswer.ts'
import { serveApi } from './api/serveApi.ts'
import { createFaults } from './createFaults.ts'
import { createCredentials } from './credentials.ts'
import type { EmulatorOptions } from './emulatorOptions.ts'
import { createEvents, type EmulatorEvents } from './events.ts'
import { explainListening } from './explainListening.ts'
import type { Faults } from './faults.ts'
import { iceUrls } from './iceUrls.ts'
import { collectRefusals } from './refusals.ts'
import { maxDelay, requireWhole, resolveOptions } from './resolveOptions.ts'
import type { Snapshot } from './snapshot.ts'
import { startTurnServer } from './turn/turnServer.ts'
import { createTurnKeys } from './turnKeys.ts'

/** A running emulator. Its ids and secrets are new in every one. */
export interface Emulator {
  /** The base of the credential API, in the place of `https://rtc.live.cloudflare.com`. */
  readonly baseUrl: string
  /** The base of the account API, in the place of `https://api.cloudflare.com/client/v4`. */
  readonly accountBaseUrl: string
  /** The base of the control API, which sets faults and looks inside from other processes. Its bearer is `apiToken`. */
  readonly controlUrl: string
  /** `turn:host:port`, good for `?transport=udp` and `?transport=tcp`. */
  readonly turnUrl: string
  /** `turns:name:port`; `undefined` without a certificate. */
  readonly turnsUrl: string | undefined
  readonly accountId: string
  /** The bearer of the account API and of the control API. */
  readonly apiToken: string
  /** The TURN key that credentials are made with. */
  readonly keyId: string
  /** The bearer of that key. */
  readonly keySecret: string
  readonly events: EmulatorEvents
  readonly faults: Faults
  /** How it stands now. */
  snapshot(): Snapshot
  /** Ends everything: allocations, connections, timers. May be called again. */
  close(): Promise<void>
}

const realm = 'freshice.emulator'

/**
 * Starts Cloudflare's TURN API and a TURN server on this machine.
 * Rejects with an EmulatorError for a port or host that cannot be had, or a value that cannot be meant.
 * @example
 * const emulator = await startEmulator({ expiry: 'strict' })
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveOptions(options)
  const { host, port, turnPort, tlsPort, publicAddress, tls, alternatePort } = settings
  const { events, emit } = createEvents()
  const refusals = collectRefusals(events)
  const credentials = createCredentials({ realm, emit })
  const account = createAccount()
  const keys = createTurnKeys()
  const key = keys.create('emulator')
  if (!key) throw new Error('The first key is never one too many.')
  const faults = createFaults(settings.faults, {
    restartTurn: async ({ downtime = 0 } = {}) => {
      requireWhole({ downtime }, { least: 0, most: maxDelay })
      await turn.restart(downtime)
    },
    changeSecret: credentials.changeSecret,
  })
  const explain = (error: unknown) => {
    throw explainListening(error, { host, ports: { port, turnPort, tlsPort } })
  }

  const turn = await startTurnServer({ ...settings, port: turnPort, realm, credentials, faults, emit }).catch(explain)
  const secure = turn.tlsPort === undefined ? undefined : { name: tls?.name ?? publicAddress, port: turn.tlsPort }
  const urls = iceUrls({ address: publicAddress, port: turn.port, tls: secure, alternatePort })
  const snapshot = (): Snapshot => ({
    credentials: credentials.describe(),
    allocations: turn.describe(),
    refusals: refusals(),
  })
  const app = createApi({ account, keys, credentials, urls, faults, snapshot })
  const api = await serveApi({ app, host, port }).catch(async (error) => {
    await turn.close()
    return explain(error)
  })

  let closed: Promise<void> | undefined
  const baseUrl = `http://${publicAddress}:${api.port}`
  return {
    baseUrl,
    accountBaseUrl: `${baseUrl}${accountPath}`,
    controlUrl: `${baseUrl}${controlPath}`,
    turnUrl: `turn:${publicAddress}:${turn.port}`,
    turnsUrl: secure && `turns:${secure.name}:${secure.port}`,
    accountId: account.id,
    apiToken: account.apiToken,
    keyId: key.id,
    keySecret: key.secret,
    events,
    faults,
    snapshot,
    close() {
      closed ??= Promise.all([api.close(), turn.close()]).then(() => {})
      return closed
    },
  }
}
