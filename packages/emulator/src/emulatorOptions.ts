import type { FaultValues } from './faults.ts'
import type { Quotas } from './turn/allocations.ts'
import type { Expiry } from './turn/context.ts'
import type { Lifetimes } from './turn/lifetimes.ts'
import type { Certificate } from './turn/tcpListener.ts'

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
   * Where both listen and where the relay sends from: `localhost`, an IPv4 address of this machine, or `0.0.0.0` for
   * all of them. Beyond loopback the relay reaches only itself and `allowedPeers`.
   * @default '127.0.0.1'
   */
  host?: string | undefined
  /**
   * The IPv4 address in the URLs and of the relay, as others see it. Needed where `host` is `0.0.0.0`.
   * @default host
   */
  publicAddress?: string | undefined
  /**
   * IPv4 addresses and networks (`192.0.2.0/24`) that the relay may reach besides itself, where `host` is beyond
   * loopback. This machine's own other ports are never among them.
   * @default []
   */
  allowedPeers?: readonly string[] | undefined
  /**
   * Serves TURN over TLS too, with this certificate. Browsers connect only if they trust it.
   * @default none
   */
  tls?: TlsOptions | undefined
  /**
   * Port of TURN over TLS.
   * @default 0, any free one
   */
  tlsPort?: number | undefined
  /**
   * The further UDP port that Cloudflare's answers name: 53 in older ones, 443 in newer ones. Nothing listens there: it
   * is in the lists of URLs so that you see what your client does with it.
   * @default none
   */
  alternatePort?: 53 | 443 | undefined
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
  /**
   * What goes wrong from the start.
   * @default nothing
   */
  faults?: Partial<FaultValues> | undefined
}

export interface TlsOptions extends Certificate {
  /**
   * The name in the `turns:` URL: one that the certificate is for.
   * @default publicAddress
   */
  name?: string | undefined
}
