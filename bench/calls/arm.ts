import type { BrowserName } from '../../e2e/browsers.ts'
import type { ArmReport, WayName } from './page/arm.ts'

/** One way in one browser, and what came of it. */
export interface Arm extends ArmReport {
  browser: BrowserName
  /** The first number of it. */
  version: string
  way: WayName
  /** How long it was watched, in milliseconds. */
  watched: number
  /** Allocations that the server made for the first call, and for all. */
  firstAllocations: number
  allocations: number
}
