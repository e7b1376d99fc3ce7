import { randomBytes } from 'node:crypto'
import type { Emit } from './events.ts'
import type { CredentialSnapshot } from './snapshot.ts'
import { longTermKey } from './stun/integrity.ts'

/** One temporary TURN credential. */
export interface Credential {
  readonly username: string
  /** The password. */
  readonly credential: string
  /** The TURN key that it was issued for. */
  readonly keyId: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  /** The caller's own tag. */
  readonly customIdentifier: string | undefined
  /** Milliseconds since the epoch. */
  readonly issuedAt: number
  readonly isRevoked: boolean
  /** Whether it was issued under a secret that has been changed since. */
  readonly isSuperseded: boolean
  /** What the messages of its user are signed with. */
  readonly integrityKey: Buffer
}

export interface Credentials {
  issue(options: { keyId: string; ttl: number; customIdentifier: string | undefined }): Credential
  find(username: string): Credential | undefined
  describe(): CredentialSnapshot[]
  /** False when this key has no such credential. Revoking again changes nothing. */
  revoke(options: { keyId: string; username: string }): boolean
  /** From now on none that was issued so far is good. */
  changeSecret(): void
  /** Returns the end of listening. */
  onRevoked(listener: (username: string) => void): () => void
}

const day = 86_400_000

/** All credentials of one emulator. The dead are remembered for a day, so that a refusal can say why. */
export function createCredentials({ realm, emit }: { realm: string; emit: Emit }): Credentials {
  // A Map, because a plain object would find `constructor` and `__proto__`.
  const credentials = new Map<string, Credential>()
  const listeners = new Set<(username: string) => void>()

  return {
    issue({ keyId, ttl, customIdentifier }) {
      const now = Date.now()
      if (credentials.size % 1000 === 999) forgetDead(credentials, now - day)
      const username = randomBytes(48).toString('hex')
      const password = randomBytes(48).toString('hex')
      const credential: Credential = {
        username,
        credential: password,
        keyId,
        customIdentifier,
        issuedAt: now,
        expiresAt: now + ttl * 1000,
        isRevoked: false,
        isSuperseded: false,
        integrityKey: longTermKey({ username, realm, password }),
      }
      credentials.set(username, credential)
      emit('credential-issued', { username, expiresAt: credential.expiresAt, customIdentifier })
      return credential
    },
    find: (username) => credentials.get(username),
    describe: () =>
      [...credentials.values()].map(({ username, keyId, customIdentifier, issuedAt, expiresAt, isRevoked }) => ({
        username,
        keyId,
        customIdentifier,
        issuedAt,
        expiresAt,
        isRevoked,
      })),
    revoke({ keyId, username }) {
      const credential = credentials.get(username)
      if (credential?.keyId !== keyId) return false
      if (credential.isRevoked) return true
      credentials.set(username, { ...credential, isRevoked: true })
      emit('credential-revoked', { username })
      for (const listener of listeners) listener(username)
      return true
    },
    changeSecret() {
      for (const [username, credential] of credentials) credentials.set(username, { ...credential, isSuperseded: true })
    },
    onRevoked(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function forgetDead(credentials: Map<string, Credential>, before: number): void {
  for (const { username, expiresAt } of credentials.values()) {
    if (expiresAt < before) credentials.delete(username)
  }
}
