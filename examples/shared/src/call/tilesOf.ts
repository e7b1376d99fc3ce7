import { PEOPLE, type SideName } from '../connection/sideName.ts'
import type { CallSnapshot } from './callSnapshot.ts'

/** A picture on the screen. */
export interface Tile {
  key: string
  title: string
  stream: MediaStream | undefined
  /** Whether nothing has arrived for a second. */
  isSilent: boolean
}

/** What both sides see; or, where the other one is in another tab, what this side sees and what it sends. */
export function tilesOf(call: CallSnapshot): Tile[] {
  const tiles = call.here.map((side): Tile => {
    const { received, isSilent } = call[side]
    return { key: side, title: `What ${PEOPLE[side]} sees`, stream: received, isSilent }
  })
  const [only, another] = call.here
  return only && !another ? [...tiles, ownTile(only, call)] : tiles
}

function ownTile(side: SideName, call: CallSnapshot): Tile {
  return { key: 'own', title: `What ${PEOPLE[side]} sends`, stream: call[side].sent, isSilent: false }
}
