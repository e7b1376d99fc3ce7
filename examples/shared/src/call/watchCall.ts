import { selectedPath } from '../connection/selectedPath.ts'
import { type Connections, SIDES, type SideName } from '../connection/sideName.ts'
import { watchRelay } from '../connection/watchRelay.ts'
import { measurePauses } from '../measure/measurePauses.ts'
import type { CallRecord } from './callRecord.ts'

/** How often the path is looked at, in milliseconds. */
const LOOK_INTERVAL = 1000
/** How often the screen is told, in milliseconds; who asked for less motion gets one step a second. */
const SHOW_INTERVAL = { usual: 100, calm: 1000 }

/** Writes down how the connections of this page fare. Returns its end. */
export function watchCall(connections: Connections, record: CallRecord): () => void {
  const showInterval = matchMedia('(prefers-reduced-motion: reduce)').matches ? SHOW_INTERVAL.calm : SHOW_INTERVAL.usual
  let shownAt = 0
  const stopMeasuring = measurePauses({
    connections,
    meters: record.meters(),
    onTick() {
      if (performance.now() - shownAt < showInterval) return
      shownAt = performance.now()
      record.show()
    },
  })
  const all = SIDES.flatMap((side) => (connections[side] ? [{ side, pc: connections[side] }] : []))
  const unwatch = all.map(({ pc }) => watchRelay(pc, record.noteUnreachable))
  const looking = setInterval(() => {
    for (const { side, pc } of all) look(side, pc, record)
  }, LOOK_INTERVAL)

  return () => {
    stopMeasuring()
    clearInterval(looking)
    for (const end of unwatch) end()
  }
}

async function look(side: SideName, pc: RTCPeerConnection, record: CallRecord) {
  const path = await selectedPath(pc)
  // In the moment after a restart Firefox names no pair: what was true before still is.
  if (path !== 'unknown') record.notePath(side, path)
}
