import { readAnswer } from '../answer/readAnswer.ts'
import { nextGeneration } from '../client/nextGeneration.ts'
import { toGeneration } from '../client/toGeneration.ts'
import { createPlatform, moment } from '../platform.ts'
import { lifeLeft, type Moment } from '../schedule/lifetime.ts'
import type { Share, Sharer } from '../share.ts'
import type { Attempt, AttemptAnswer } from '../source/attempt.ts'
import { untilAborted } from '../untilAborted.ts'
import { type Message, type SharedAnswer, sharedAnswer, startOf } from './message.ts'
import { withLock } from './withLock.ts'

/** How long a new tab waits for what the others have, in milliseconds. */
const ANSWER_TIME = 100
/** How long the answer of who held the lock may take to come, in milliseconds, on a busy machine too. */
const DELIVERY_TIME = 1000

/** One tab among those that share by this name. */
export function tabOf(sharer: Sharer, name: string): ReturnType<Share> {
  const { known, options, look, forget } = sharer
  const platform = createPlatform(options.platform)
  /** There while something of the others may be taken: until `clear()`, and from the next request on. */
  let channel: BroadcastChannel | undefined
  /** Ends when what the others have should have come. */
  let heard: Promise<void>
  /** When everything was forgotten, on the wall clock: what was asked for before comes too late. */
  let cleared = 0
  /** Requests that can do with the answer of another tab. */
  const waiting = new Set<(answer: AttemptAnswer) => void>()
  /** When this tab asked the source itself, on the monotonic clock: what was asked for earlier does not do any more. */
  let since = -Infinity
  const tab = { attempt, clear, hear }

  function join() {
    if (channel) return
    channel = new BroadcastChannel(name)
    hearFor(new WeakRef(tab), channel)
    say({ type: 'ask' })
    heard = pause(ANSWER_TIME)
  }

  function leave() {
    cleared = platform.now()
    channel?.close()
    channel = undefined
  }

  function say(message: Message) {
    try {
      channel?.postMessage(message)
    } catch {
      // The others go without it; this tab has what it has.
    }
  }

  function hear(data: unknown) {
    // Anything may come: what it carries is checked by whoever takes it.
    const message = Object(data) as Message
    if (message.type === 'ask') tell()
    if (message.type === 'answer') take(message)
    if (message.type === 'clear') {
      leave()
      forget()
    }
  }

  /** What is in hand, if others can use it. */
  function inHand(now: Moment) {
    const { generation, refused } = known
    return generation !== refused && lifeLeft(generation, now) > 0 ? generation : undefined
  }

  function tell() {
    const now = moment(platform)
    const generation = inHand(now)
    if (generation) say(sharedAnswer(generation, now))
  }

  /** Takes what another tab has, if it is of use: it is checked as an endpoint's answer is. */
  function take(message: SharedAnswer) {
    const now = moment(platform)
    try {
      const start = startOf(message, now)
      // The one that was asked for last holds, in every tab.
      const least = inHand(now)?.start.monotonic ?? -Infinity
      if (!(start.wall > cleared && start.wall <= now.wall && start.monotonic > least)) return
      const { iceServers, ttl } = message
      const answer = { ...readAnswer({ iceServers, ttl }, { ...options, now: start.wall }), skew: 0, start }
      const next = nextGeneration(known, toGeneration(answer, start, platform.random()), 'scheduled', now)
      if (waiting.size > 0 && start.monotonic > since) {
        for (const resolve of waiting) resolve(answer)
        return
      }
      known.generation = next
      known.failure = undefined
    } catch {
      // Of no use to this tab.
      return
    }
    look()
  }

  /** Asks the source for all tabs, unless one of them has what is wanted. */
  async function attempt(...given: Parameters<Attempt>): Promise<AttemptAnswer> {
    join()
    const over = new AbortController()
    let resolveTheirs!: (answer: AttemptAnswer) => void
    const theirs = new Promise<AttemptAnswer>((resolve) => {
      resolveTheirs = resolve
    })
    waiting.add(resolveTheirs)

    async function ours() {
      // A new tab may only have to wait for the others' word, which may be on its way.
      if (!known.generation) await heard.then(() => pause(0))
      return withLock(name, over.signal, platform, async (hadToWait) => {
        // Who held it has an answer, which may come after the lock.
        await untilAborted(over.signal, async () => hadToWait && pause(DELIVERY_TIME))
        const start = moment(platform)
        since = start.monotonic
        const answer = { ...(await sharer.attempt(...given)), start }
        over.signal.throwIfAborted()
        say(sharedAnswer(answer, moment(platform)))
        return answer
      })
    }

    try {
      return await untilAborted(given[0].signal, () => Promise.race([theirs, ours()]))
    } finally {
      waiting.delete(resolveTheirs)
      over.abort()
    }
  }

  function clear() {
    join()
    say({ type: 'clear' })
    leave()
  }

  function pause(time: number): Promise<void> {
    return new Promise((resolve) => platform.setTimeout(resolve, time))
  }

  join()
  return tab
}

/** Hears for a tab without holding it: a client that nobody has any more is collected, and its channel closes at the next word. */
function hearFor(tab: WeakRef<{ hear(data: unknown): void }>, channel: BroadcastChannel) {
  channel.onmessage = ({ data }) => {
    const there = tab.deref()
    if (there) there.hear(data)
    else channel.close()
  }
}
