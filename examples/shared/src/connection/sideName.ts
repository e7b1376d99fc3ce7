/** The two sides of the call. */
export type SideName = 'ada' | 'ben'
