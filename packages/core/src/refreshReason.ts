/**
 * Why servers are asked for: `initial` (there are none yet), `scheduled` (their refresh time has come), `retry` (the last
 * try failed), `requested` (the app called `refresh()` or needs a longer life).
 */
export type RefreshReason = 'initial' | 'scheduled' | 'retry' | 'requested'
