import type { IceServersAnswer, IceServersRequest, TurnProvider } from '../../src/index.ts'

export interface CountingProvider extends TurnProvider {
  /** All that was asked of it. */
  asked: IceServersRequest[]
  /** What was revoked, in order. */
  revoked: string[]
}

export interface CountingOptions {
  /** What to await before each answer. */
  before?: (request: IceServersRequest) => Promise<unknown>
  /** Rejects what cannot be revoked. */
  revoke?: (username: string) => Promise<void>
}

/** A whole provider of its own, whose credentials are numbered: `name-1`, `name-2` and so on. */
export function countingProvider({ before, revoke }: CountingOptions = {}): CountingProvider {
  const asked: IceServersRequest[] = []
  const revoked: string[] = []
  return {
    asked,
    revoked,
    async generate(request): Promise<IceServersAnswer> {
      const startedAt = Date.now()
      const number = asked.push(request)
      await before?.(request)
      const { ttl } = request
      return {
        iceServers: [{ urls: ['turn:turn.example:3478'], username: `name-${number}`, credential: `planted-${number}` }],
        ttl,
        expiresAt: new Date(startedAt + ttl * 1000).toISOString(),
      }
    },
    async revoke(username) {
      await revoke?.(username)
      revoked.push(username)
    },
    isRevoked: (username) => revoked.includes(username),
    hashUser: async (user) => `hash-of-${user.length}-${user.slice(0, 3)}`,
  }
}

/** The username in an answer of the endpoint. */
export async function usernameIn(response: Response): Promise<string | undefined> {
  const { iceServers } = await response.json()
  return iceServers?.[0]?.username
}
