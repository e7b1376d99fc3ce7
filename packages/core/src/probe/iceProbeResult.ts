import type { IceUrl } from '../answer/iceUrl.ts'

/** Why a server cannot be used; `REASONS` says each in a sentence. */
export type ProbeReason = keyof typeof REASONS

export const REASONS = {
  unauthorized: 'The server refuses the username and credential: they have run out, or are wrong.',
  refused: 'The server answers with an error.',
  unreachable:
    'Nothing connects there: the server is down, a firewall is in the way, or its certificate is not trusted.',
  'unknown-host': 'The name of the server cannot be found.',
  'blocked-port': 'Browsers do not dial this port.',
  'invalid-url': 'Not every browser takes this URL; validateIceServers says why.',
  'invalid-credential': 'The username or credential is missing, or cannot be sent.',
} as const

export const SILENT = 'Nothing came back in time: the server is down, or a firewall swallows what is sent to it.'

interface Probed {
  /** As it was given. */
  readonly url: string
  /** How the server is dialled; undefined for a URL that no browser takes. */
  readonly protocol: IceUrl['transport'] | undefined
}

/** What a probe found out about one URL: it works, it does not, or nothing came back in time, which may have either cause. */
export type IceProbeResult =
  | (Probed & {
      readonly status: 'reached'
      /**
       * What it gave: a TURN server a `relay`, a STUN server the address it saw (`srflx`), or `host` where that is the
       * machine's own, which browsers do not tell twice.
       */
      readonly candidateType: 'relay' | 'srflx' | 'host'
      /** From the start of gathering, in milliseconds. */
      readonly timeToCandidate: number
      /**
       * The time a message takes from here through the relay back to here, and its echo on the same way, which is four
       * times the way to the server; the best of three, in milliseconds. Undefined for STUN, and where it did not come in
       * time.
       */
      readonly roundTripTime: number | undefined
    })
  | (Probed & {
      readonly status: 'failed'
      readonly reason: ProbeReason
      /** The reason in a sentence. */
      readonly message: string
      /** What the server said: a STUN error code (RFC 8489 section 14.8), or 701 where none was reached (W3C WebRTC). */
      readonly errorCode: number | undefined
    })
  | (Probed & {
      readonly status: 'silent'
      readonly message: string
    })
