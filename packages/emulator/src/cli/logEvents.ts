import type { EmulatorEventName } from '../events.ts'
import type { Emulator } from '../startEmulator.ts'

// An object, so that the compiler misses a name that is not in it.
const names: Record<EmulatorEventName, true> = {
  'credential-issued': true,
  'credential-revoked': true,
  allocated: true,
  refreshed: true,
  dropped: true,
  refused: true,
}

/** Writes a line for each event: when, what, and its detail as JSON. */
export function logEvents({ events }: Pick<Emulator, 'events'>, write: (line: string) => void): void {
  for (const name of Object.keys(names) as EmulatorEventName[]) {
    events.addEventListener(name, ({ detail }) => {
      write(`${new Date().toISOString()} ${name} ${JSON.stringify(detail)}`)
    })
  }
}
