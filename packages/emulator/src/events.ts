import type { Traffic } from './traffic.ts'

/** What happens in the emulator, each with the username of the credential it happened to. */
export interface EmulatorEventDetails {
  'credential-issued': {
    username: string
    /** Milliseconds since the epoch. */
    expiresAt: number
    customIdentifier: string | undefined
  }
  'credential-revoked': { username: string }
  allocated: {
    username: string
    /** How the client talks to the TURN server; the relay itself is always UDP. */
    transport: 'udp' | 'tcp' | 'tls'
    relayPort: number
  }
  refreshed: {
    username: string
    /** Milliseconds from now. */
    lifetime: number
  }
  dropped: {
    username: string
    relayPort: number
    why: DropReason
    /** From the client to its peers, in all. */
    sent: Traffic
    /** From peers to the client, in all. */
    received: Traffic
  }
  /** A request that was answered with an error. The challenge (401) that starts every session is none. */
  refused: {
    username: string
    /** The STUN error code. */
    code: number
    why: RefusalReason
  }
}

export type EmulatorEventName = keyof EmulatorEventDetails

/**
 * Why an allocation ended: its credential expired or was revoked, the client released it or let it lapse, the TCP
 * client disconnected, the relay socket failed, the TURN server was restarted, or the emulator was closed.
 */
export type DropReason =
  | 'expired'
  | 'revoked'
  | 'released'
  | 'lapsed'
  | 'disconnected'
  | 'failed'
  | 'restarted'
  | 'closed'

export type RefusalReason =
  | 'unknown-user'
  | 'wrong-credential'
  | 'expired'
  | 'revoked'
  | 'secret-changed'
  | 'other-user'
  | 'allocation-mismatch'
  | 'forbidden-peer'
  | 'quota'
  | 'unsupported'
  | 'bad-request'
  | 'fault'

export type EmulatorListener<Name extends EmulatorEventName> = (event: CustomEvent<EmulatorEventDetails[Name]>) => void

/** The stream of events; listeners are added and removed as on any `EventTarget`. */
export interface EmulatorEvents {
  addEventListener<Name extends EmulatorEventName>(
    type: Name,
    listener: EmulatorListener<Name>,
    options?: { once?: boolean; signal?: AbortSignal },
  ): void
  removeEventListener<Name extends EmulatorEventName>(type: Name, listener: EmulatorListener<Name>): void
}

export type Emit = <Name extends EmulatorEventName>(type: Name, detail: EmulatorEventDetails[Name]) => void

/** One stream, and the function that feeds it. */
export function createEvents(): { events: EmulatorEvents; emit: Emit } {
  const target = new EventTarget()
  const guards = new WeakMap<object, EventListener>()

  return {
    events: {
      addEventListener: (type, listener, options) => {
        const guarded = guards.get(listener) ?? guard(listener as EmulatorListener<EmulatorEventName>)
        guards.set(listener, guarded)
        target.addEventListener(type, guarded, options)
      },
      removeEventListener: (type, listener) => {
        target.removeEventListener(type, guards.get(listener) ?? null)
      },
    },
    emit: (type, detail) => {
      target.dispatchEvent(new CustomEvent(type, { detail }))
    },
  }
}

// Node turns an error thrown in a listener into an uncaught exception: the server and every test in it would end.
function guard(listener: EmulatorListener<EmulatorEventName>): EventListener {
  return async (event) => {
    try {
      await listener(event as Parameters<typeof listener>[0])
    } catch (error) {
      process.emitWarning(`A listener for '${event.type}' of the emulator threw: ${error}`, 'EmulatorWarning')
    }
  }
}
