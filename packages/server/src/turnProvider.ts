/** What a provider is asked for. */
export interface IceServersRequest {
  /** How long the credential is to live, in whole seconds: 1 to 172800. */
  ttl: number
  /** Who it is for, as `authorize` named them. */
  user?: string | undefined
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
}
