import type { EmulatorEvents } from './events.ts'
import type { Snapshot } from './snapshot.ts'

const most = 1000

/** Remembers the last refusals. */
export function collectRefusals(events: EmulatorEvents): () => Snapshot['refusals'] {
  const refusals: Snapshot['refusals'][number][] = []
  events.addEventListener('refused', ({ detail }) => {
    refusals.push({ at: Date.now(), ...detail })
    if (refusals.length > most) refusals.shift()
  })
  return () => [...refusals]
}
