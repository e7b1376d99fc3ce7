import type { RTCIceServer } from './rtcIceServer.ts'

/** What a provider is asked for. */
export interface IceServersRequest {
  /** How long the credential is to live, in whole seconds: 1 to 172800. */
  ttl: number
  /** Names the user in usernames and analytics. From `createIceHandler` it is what `hashUser` made, unless user ids are plain. */
  user?: string | undefined
  /**
   * Keep URLs on port 53. Browsers cannot use them, and Chromium's gathering hangs on them; native clients may.
   * @default false
   */
  keepPort53?: boolean | undefined
  /** Ends the work when nobody waits for it any more. */
  signal?: AbortSignal | undefined
}

/** ICE servers with a credential, and how long it lives: what a provider resolves with and the endpoint answers. */
export interface IceServersAnswer {
  /** Accepted by every browser as it stands. */
  iceServers: RTCIceServer[]
  /** Life of the credential in whole seconds, counted from the start of the request that made it. */
  ttl: number
  /** The end of that life by this server's clock, in ISO 8601: for people and native clients. */
  expiresAt: string
}

/** A service that makes TURN credentials. */
export interface TurnProvider {
  /** Makes a new credential. Rejects with TurnProviderError. */
  generate(request: IceServersRequest): Promise<IceServersAnswer>
  /** Ends the credential with this `username` before its time. Rejects with TurnProviderError. */
  revoke?(username: string, options?: { signal?: AbortSignal | undefined }): Promise<void>
  /** Whether `revoke` of this object has ended the credential: asked before `reuse` hands it out again. */
  isRevoked?(username: string): boolean
  /** Names a user by a hash that only this provider's secret can make: see `userHasher`. A provider without it is told no user, unless user ids are plain. */
  hashUser?(user: string): Promise<string>
}
