/**
 * Why ICE is restarted: `credential`, to move to a newer one before the old one ends; `repair`, because the connection is
 * broken.
 */
export type RestartReason = 'credential' | 'repair'
