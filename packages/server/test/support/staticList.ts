import type { TurnProvider } from '../../src/index.ts'

/** A provider in ten lines: a list that does not change, for a TURN server whose users do not either. */
export function staticList(urls: string[], username: string, credential: string): TurnProvider {
  return {
    generate: async ({ ttl }) => ({
      iceServers: [{ urls, username, credential }],
      ttl,
      expiresAt: new Date(Date.now() + ttl * 1000).toISOString(),
    }),
  }
}
