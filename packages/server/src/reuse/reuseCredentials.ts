import { TurnProviderError } from '../errors.ts'
import type { IceServersAnswer, TurnProvider } from '../turnProvider.ts'
import { readStored } from './readStored.ts'
import { reusableTtl } from './reusableTtl.ts'
import type { LivingCredential, ReuseStorage, StoredCredential } from './reuseStorage.ts'
import { singleFlight } from './singleFlight.ts'

export interface ReuseOptions {
  provider: TurnProvider
  storage: ReuseStorage
  /** How long to wait for the storage, and for one attempt of the provider, in milliseconds. */
  timeout: number
}

/** One request of a user for a credential. */
export interface ReuseRequest {
  /** Names the user in the storage. */
  key: string
  /** In seconds. */
  ttl: number
  /** Whether a stored credential is not wanted: the client was refused with it. */
  isFresh: boolean
  signal: AbortSignal
  /** Makes a new credential. */
  make: (signal: AbortSignal) => Promise<IceServersAnswer>
  /** Told when the storage failed; the user gets a credential all the same. */
  report: (error: unknown) => void
}

interface Obtained {
  /** As it is stored: what it may still promise is counted from its own life. */
  answer: IceServersAnswer
  /** With the life it has left, for who asked first. */
  handedOut: IceServersAnswer
}

/** Per user, the living credentials that are remembered for `revokeUser`. */
const mostLiving = 20

/** Makes a function that hands a user the stored credential while it is young enough, and makes and stores a new one when it is not. */
export function reuseCredentials({
  provider,
  storage,
  timeout,
}: ReuseOptions): (request: ReuseRequest) => Promise<IceServersAnswer> {
  // Reading, two attempts, writing: who waits longer waits for nothing.
  const fly = singleFlight<Obtained>(4 * timeout)

  return async (request) => {
    const { key, isFresh, signal } = request
    const { value, isJoined } = await fly(`${key} ${isFresh}`, signal, (signal) => obtain({ ...request, signal }))
    if (!isJoined) return value.handedOut
    const again = handOut(value.answer)
    if (again) return again
    // It has grown old, or was revoked, while this request waited for it.
    return (await obtain({ ...request, isFresh: true })).handedOut
  }

  async function obtain(request: ReuseRequest): Promise<Obtained> {
    const { key, ttl, isFresh, signal, make } = request
    const stored = await inTime(request, readStored(storage, key))
    if (!isFresh && stored?.answer && stored.ttl === ttl) {
      const handedOut = handOut(stored.answer)
      if (handedOut) return { answer: stored.answer, handedOut }
    }
    const answer = await make(signal)
    await inTime(request, store(request, answer, stored?.living ?? []))
    return { answer, handedOut: answer }
  }

  /** The answer with the life it has left; undefined when it is not to be handed out again. */
  function handOut(answer: IceServersAnswer): IceServersAnswer | undefined {
    const ttl = reusableTtl(answer, Date.now())
    const isRevoked = usernames(answer).some((username) => provider.isRevoked?.(username))
    return ttl === undefined || isRevoked ? undefined : { ...answer, ttl }
  }

  async function store(
    { key, ttl }: ReuseRequest,
    answer: IceServersAnswer,
    earlier: LivingCredential[],
  ): Promise<void> {
    const now = Date.now()
    const expiresAt = Date.parse(answer.expiresAt)
    if (Number.isNaN(expiresAt)) {
      throw new TurnProviderError('invalid-answer', 'The provider must tell expiresAt in ISO 8601. Nothing was kept.')
    }
    const own = usernames(answer).map((username) => ({ username, expiresAt }))
    const living = [...earlier, ...own].filter((credential) => credential.expiresAt > now).slice(-mostLiving)
    const value: StoredCredential = { answer, ttl, living }
    const last = Math.max(expiresAt, ...living.map((credential) => credential.expiresAt))
    await storage.setItem(key, value, { ttl: Math.max(1, Math.ceil((last - now) / 1000)) })
  }

  /** A storage that fails or hangs costs a new credential, not the call. */
  async function inTime<T>({ report }: ReuseRequest, work: Promise<T>): Promise<T | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const message = `The reuse storage had no answer after ${timeout} ms.`
      timer = setTimeout(() => reject(new TurnProviderError('timeout', message)), timeout)
    })
    try {
      return await Promise.race([work, late])
    } catch (error) {
      report(error)
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }
}

function usernames({ iceServers }: Pick<IceServersAnswer, 'iceServers'>): string[] {
  return iceServers.flatMap(({ username }) => username ?? [])
}
