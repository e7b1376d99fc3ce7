import { EmulatorError } from './errors.ts'
import type { Quotas } from './turn/allocations.ts'
import type { Expiry } from './turn/context.ts'
import { defaultLifetimes, type Lifetimes } from './turn/lifetimes.ts'
import { isLoopback } from './turn/peerPolicy.ts'

export interface EmulatorOptions {
  /**
   * Port of the HTTP API.
   * @default 0, any free one
   */
  port?: number | undefined
  /**
   * Port of the TURN server, the same for UDP and TCP.
   * @default 0, any free one
   */
  turnPort?: number | undefined
  /**
   * Where both listen and where the relay sends from: an IPv4 loopback address or `localhost`.
   * @default '127.0.0.1'
   */
  host?: string | undefined
  /**
   * What expiry does. `strict`: the credential's live allocations go, as with Cloudflare. `lenient`: only new ones are
   * refused, as with coturn.
   * @default 'strict'
   */
  expiry?: Expiry | undefined
  /**
   * How long live allocations outlive their credential when expiry is strict, in milliseconds.
   * @default 0
   */
  grace?: number | undefined
  /**
   * How long allocations, permissions, channels, nonces and idle connections live, in milliseconds.
   * @default those of RFC 8656
   */
  lifetimes?: Partial<Lifetimes> | undefined
  /**
   * How many allocations may live at once; more get 486.
   * @default { total: 1000, perCredential: 250 }
   */
  quotas?: Partial<Quotas> | undefined
}

export interface ResolvedOptions {
  port: number
  turnPort: number
  host: string
  expiry: Expiry
  grace: number
  lifetimes: Lifetimes
  quotas: Quotas
}

/** The longest that a Node timer can wait. */
const maxDelay = 2 ** 31 - 1

/** Fills in the defaults. Throws an EmulatorError for a value that cannot be meant. */
export function resolveOptions(options: EmulatorOptions): ResolvedOptions {
  const { port = 0, turnPort = 0, host = '127.0.0.1', expiry = 'strict', grace = 0 } = options
  const lifetimes = { ...defaultLifetimes, ...options.lifetimes }
  const quotas = { total: 1000, perCredential: 250, ...options.quotas }
  requireWhole({ port, turnPort }, { least: 0, most: 65_535 })
  requireWhole({ grace }, { least: 0, most: maxDelay })
  requireWhole(lifetimes, { least: 1, most: maxDelay })
  requireWhole(quotas, { least: 0, most: Number.MAX_SAFE_INTEGER })
  if (expiry !== 'strict' && expiry !== 'lenient') {
    throw new EmulatorError('invalid-option', `expiry must be 'strict' or 'lenient', not ${JSON.stringify(expiry)}.`)
  }
  return { port, turnPort, host: resolveHost(host), expiry, grace, lifetimes, quotas }
}

function resolveHost(host: string): string {
  if (host === 'localhost') return '127.0.0.1'
  if (isLoopback(host)) return host
  throw new EmulatorError(
    'unsupported-host',
    `Listening beyond loopback is not supported yet: host must be 127.0.0.1 or localhost, not ${JSON.stringify(host)}.`,
  )
}

function requireWhole(values: object, { least, most }: { least: number; most: number }): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue
    throw new EmulatorError('invalid-option', `${name} must be a whole number from ${least} to ${most}, not ${value}.`)
  }
}
