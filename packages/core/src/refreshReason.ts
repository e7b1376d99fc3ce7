/**
 * Why servers are asked for: `initial` (there are none yet), `scheduled` (their refresh time has come), `retry` (the last
 * try failed), `requested` (the app called `refresh()` or needs a longer life), `refused` (a TURN server would not take the
 * credential, so that an endpoint must not hand out the same one again).
 */
export type RefreshReason = 'initial' | 'scheduled' | 'retry' | 'requested' | 'refused'
