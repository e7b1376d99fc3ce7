export type { Fetch } from './cloudflare/callCloudflare.ts'
export { type CloudflareTurnOptions, cloudflareTurn } from './cloudflare/cloudflareTurn.ts'
export {
  type CloudflareTurnKeys,
  type CloudflareTurnKeysOptions,
  cloudflareTurnKeys,
} from './cloudflare/cloudflareTurnKeys.ts'
export type { CreatedTurnKey, TurnKey } from './cloudflare/turnKey.ts'
export { type CoturnOptions, coturn } from './coturn/coturn.ts'
export { createIceHandler } from './createIceHandler.ts'
export { TurnProviderError, type TurnProviderErrorCode, type TurnProviderErrorOptions } from './errors.ts'
export type { Authorize, Authorized } from './handler/authorizedUser.ts'
export type { CorsOptions } from './handler/cors.ts'
export type { IceHandlerErrorCode } from './handler/errorReply.ts'
export type { RateLimit, RateLimitResult } from './handler/rateLimit.ts'
export type { IceHandlerOptions } from './iceHandlerOptions.ts'
export type { LivingCredential, ReuseStorage, StoredAnswer, StoredCredential } from './reuse/reuseStorage.ts'
export { type RevokeUserOptions, revokeUser } from './reuse/revokeUser.ts'
export type { RTCIceServer } from './rtcIceServer.ts'
export type { IceServersAnswer, IceServersRequest, TurnProvider } from './turnProvider.ts'
export { userHasher } from './userHasher.ts'
