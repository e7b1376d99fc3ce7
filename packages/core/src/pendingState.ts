import type { IceState } from './iceClient.ts'

/** The state of who knows nothing and has asked for nothing. */
export const pendingState: IceState = {
  status: 'pending',
  iceServers: undefined,
  expiresAt: undefined,
  refreshAt: undefined,
  updatedAt: undefined,
  isRefreshing: false,
  error: undefined,
  nextAttemptAt: undefined,
}
