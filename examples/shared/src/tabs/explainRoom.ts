import type { Notice } from '../call/explain.ts'
import { PEOPLE } from '../connection/sideName.ts'
import type { RoomSnapshot } from './createRoom.ts'

/** Who is here and who is not, for the person in front of the screen. */
export function explainRoom({ state, side, hasLost }: RoomSnapshot): Notice | undefined {
  if (state === 'unsupported') {
    return {
      tone: 'warning',
      title: 'Tabs cannot meet here',
      text: 'They need Web Locks and BroadcastChannel, which browsers have on localhost and over HTTPS only. Open this page there.',
    }
  }
  if (state === 'full') {
    return {
      tone: 'warning',
      title: 'Two tabs are calling each other already',
      text: 'This is a third one. Close one of them, and this tab takes its place.',
    }
  }
  if (!side) return undefined
  const other = side === 'ada' ? PEOPLE.ben : PEOPLE.ada
  if (state === 'waiting' && hasLost) {
    return {
      tone: 'warning',
      title: `${other} has gone`,
      text: `The other tab was closed, and the call ended with it. Open a second tab again: ${other} will be there.`,
    }
  }
  if (state === 'waiting') {
    return {
      tone: 'calm',
      title: 'Nobody else is here yet',
      text: `Open this page in a second tab, and best put the two side by side. The other one is ${other}, and the tabs call each other by themselves.`,
    }
  }
  return undefined
}
