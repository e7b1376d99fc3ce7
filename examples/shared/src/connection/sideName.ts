/** The two sides of the call. */
export type SideName = 'ada' | 'ben'

/** Ada calls, Ben is called. */
export const SIDES: readonly SideName[] = ['ada', 'ben']

/** The names as they stand on the screen. */
export const PEOPLE: Readonly<Record<SideName, string>> = { ada: 'Ada', ben: 'Ben' }

/** The connections of this page: both sides of the call, or one of them. */
export type Connections = Partial<Record<SideName, RTCPeerConnection>>
