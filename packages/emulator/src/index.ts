export type { EmulatorOptions, TlsOptions } from './emulatorOptions.ts'
export { EmulatorError } from './errors.ts'
export type {
  DropReason,
  EmulatorEventDetails,
  EmulatorEventName,
  EmulatorEvents,
  EmulatorListener,
  RefusalReason,
} from './events.ts'
export type { ApiFaults, Extent, Faults, FaultValues, RestartOptions, TurnFaults, TurnMethod } from './faults.ts'
export type { AllocationSnapshot, CredentialSnapshot, Snapshot } from './snapshot.ts'
export { type Emulator, startEmulator } from './startEmulator.ts'
export type { Traffic } from './traffic.ts'
export type { Quotas } from './turn/allocations.ts'
export type { Expiry } from './turn/context.ts'
export type { Lifetimes } from './turn/lifetimes.ts'
export type { Certificate } from './turn/tcpListener.ts'
