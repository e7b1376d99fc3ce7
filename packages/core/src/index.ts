export type { AnswerContext } from './answer/answerLifetime.ts'
export type { FaultCode } from './answer/faultCode.ts'
export type { IceUrl } from './answer/iceUrl.ts'
export { type ParsedIceServers, parseIceServers } from './answer/parseIceServers.ts'
export type { IceServerProblem } from './answer/problems.ts'
export { type ValidatedIceServers, validateIceServers } from './answer/validateIceServers.ts'
/** @internal for adapters */
export { firstState } from './client/firstState.ts'
/** @internal for adapters */
export { refreshState } from './client/refreshState.ts'
/** @internal for adapters */
export { type TrackedState, trackState } from './client/trackState.ts'
export { keepFresh } from './connection/keepFresh.ts'
export type { KeepFreshEvent, KeepFreshOptions } from './connection/keepFreshOptions.ts'
/** @internal for adapters */
export {
  livePeerConnection,
  noPeerConnection,
  type PeerConnectionState,
} from './connection/livePeerConnection.ts'
export type { RestartReason } from './connection/restartReason.ts'
export { createIceClient } from './createIceClient.ts'
export { IceServersError, type IceServersErrorCode } from './errors.ts'
export type { FetchIceServers, IceClient, IceClientOptions, IceState } from './iceClient.ts'
export type { IceEvent } from './iceEvent.ts'
export type { Platform } from './platform.ts'
export type { RefreshReason } from './refreshReason.ts'
export type { Share } from './share.ts'
export { serverIceClient, sharedIceClient } from './sharedIceClient.ts'
