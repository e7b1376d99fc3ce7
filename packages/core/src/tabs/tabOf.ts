import { readAnswer } from '../answer/readAnswer.ts'
import { nextGeneration } from '../client/nextGeneration.ts'
import { toGeneration } from '../client/toGeneration.ts'
import { createPlatform, moment, type Platform } from '../platform.ts'
import { elapsed, lifeLeft } from '../schedule/lifetime.ts'
import type { Share, Sharer } from '../share.ts'
import type { Attempt, AttemptAnswer } from '../source/attempt.ts'
import { untilAborted } from '../untilAborted.ts'
import { type SharedAnswer, sharedAnswer, startOf, toMessage, word } from './message.ts'
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
  let asked = moment(platform)
  /** When everything was forgotten, on the wall clock: what was asked for before comes too late. */
  let cleared = -Infinity
  /** Requests that can do with the answer of another tab. */
  const waiting = new Set<(answer: AttemptAnswer) => void>()

  function join(): BroadcastChannel {
    if (channel) return channel
    channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }) => {
      const message = toMessage(data)
      if (message?.type === 'ask') tell(known.generation)
      if (message?.type === 'answer') take(message)
      if (message?.type === 'clear') {
        leave()
        forget()
      }
    }
    asked = moment(platform)
    channel.postMessage(word('ask'))
    return channel
  }

  function leave() {
    cleared = platform.now()
    channel?.close()
    channel = undefined
  }

  function tell(generation = known.generation) {
    const now = moment(platform)
    if (generation && generation !== known.refused && lifeLeft(generation, now) > 0)
      channel?.postMessage(sharedAnswer(generation, generation.start, now))
  }

  /** Takes what another tab has, if it is of use: it is checked as an endpoint's answer is. */
  function take(message: SharedAnswer) {
    const now = moment(platform)
    const start = startOf(message, now)
    if (!start || start.wall <= cleared) return
    try {
      const { iceServers, ttl } = message
      const answer = { ...readAnswer({ iceServers, ttl }, { ...options, now: start.wall }), skew: 0, start }
      const next = nextGeneration(known, toGeneration(answer, start, platform.random()), 'scheduled', now)
      const { generation, refused } = known
      // The one that was asked for last holds, in every tab.
      const isUsable = generation !== refused && lifeLeft(generation, now) > 0
      if (isUsable && generation && start.monotonic <= generation.start.monotonic) return
      for (const resolve of waiting) resolve(answer)
      if (waiting.size > 0) return
      known.generation = next
      known.failure = undefined
    } catch {
      // Of no use to this tab.
      return
    }
    look()
  }

  /** Asks the source for all tabs, unless one of them has what is wanted. */
  const attempt: Attempt = async (controller, reason, lifetime) => {
    join()
    const over = new AbortController()
    let resolveTheirs!: (answer: AttemptAnswer) => void
    const theirs = new Promise<AttemptAnswer>((resolve) => {
      resolveTheirs = resolve
    })
    waiting.add(resolveTheirs)

    async function ours() {
      // A new tab may only have to wait for the others' word.
      if (!known.generation) await pause(ANSWER_TIME - elapsed(asked, moment(platform)), platform)
      return withLock(name, over.signal, platform, async (hadToWait) => {
        // Who held it has an answer, which may come after the lock.
        if (hadToWait) await pause(DELIVERY_TIME, platform)
        over.signal.throwIfAborted()
        waiting.delete(resolveTheirs)
        const start = moment(platform)
        const answer = await sharer.attempt(controller, reason, lifetime)
        channel?.postMessage(sharedAnswer(answer, start, moment(platform)))
        return { ...answer, start }
      })
    }

    try {
      return await untilAborted(controller.signal, () => Promise.race([theirs, ours()]))
    } finally {
      waiting.delete(resolveTheirs)
      over.abort()
    }
  }

  join()
  return {
    attempt,
    clear() {
      join().postMessage(word('clear'))
      leave()
    },
  }
}

function pause(time: number, platform: Platform): Promise<void> {
  return new Promise((resolve) => platform.setTimeout(resolve, Math.max(0, time)))
}
