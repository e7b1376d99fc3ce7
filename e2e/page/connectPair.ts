import type { SideName } from './callOptions.ts'
import { type Message, negotiate } from './negotiate.ts'

/** Two connections in one page, joined by a signalling channel that takes its time. */
export interface Pair {
  a: RTCPeerConnection
  b: RTCPeerConnection
  /** Asks the other side, by a signalling message, to restart ICE. */
  askForRestart(from: SideName): void
  close(): void
}

export interface PairOptions {
  /** How long a message takes from one side to the other, in milliseconds. */
  signallingDelay: number
  /** The same for answers and candidates from b to a. @default signallingDelay */
  answerDelay?: number | undefined
  /** Messages are handed over only so often, in milliseconds, and then all at once. @default each when it comes */
  batch?: number | undefined
  /** Whose app has a handler of `negotiationneeded`; with none, one offer is made by hand. @default 'both' */
  offers?: 'both' | 'a' | 'none' | undefined
  /** Told of every description that is sent. */
  onDescription?: (side: SideName, description: RTCSessionDescriptionInit) => void
}

export function connectPair(a: RTCPeerConnection, b: RTCPeerConnection, options: PairOptions): Pair {
  const { signallingDelay, answerDelay = signallingDelay, batch, offers = 'both', onDescription } = options
  const waiting: Record<SideName, Message[]> = { a: [], b: [] }
  const hear = {
    a: negotiate(a, { polite: false, offers: offers !== 'none', send: (message) => send('b', message) }),
    // Chromium that takes back its offer in the instant in which it begins to gather never gathers: b does not call.
    b: negotiate(b, { polite: true, offers: offers === 'both', isCalled: true, send: (message) => send('a', message) }),
  }

  function send(to: SideName, message: Message) {
    if (message.description) onDescription?.(to === 'a' ? 'b' : 'a', message.description)
    const isAnswer = to === 'a' && message.description?.type !== 'offer'
    setTimeout(() => arrive(to, message), isAnswer ? answerDelay : signallingDelay)
  }

  function arrive(to: SideName, message: Message) {
    waiting[to].push(message)
    if (batch === undefined) handOver(to)
    else if (waiting[to].length === 1) setTimeout(() => handOver(to), batch)
  }

  function handOver(to: SideName) {
    for (const message of waiting[to].splice(0)) hear[to](message)
  }

  async function offerByHand() {
    await a.setLocalDescription()
    send('b', { description: a.localDescription?.toJSON() ?? null })
  }

  if (offers === 'none') a.addEventListener('negotiationneeded', offerByHand, { once: true })
  return {
    a,
    b,
    askForRestart(from) {
      setTimeout(() => (from === 'a' ? b : a).restartIce(), signallingDelay)
    },
    close() {
      a.close()
      b.close()
    },
  }
}
