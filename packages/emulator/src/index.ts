export type { EmulatorOptions } from './emulatorOptions.ts'
export { EmulatorError } from './errors.ts'
export type {
  DropReason,
  EmulatorEventDetails,
  EmulatorEventName,
  EmulatorEvents,
  EmulatorListener,
  RefusalReason,
} from './events.ts'
export type { ApiFaults, Faults } from './faults.ts'
export { type Emulator, startEmulator } from './startEmulator.ts'
export type { Quotas } from './turn/allocations.ts'
export type { Expiry } from './turn/context.ts'
export type { Lifetimes } from './turn/lifetimes.ts'
