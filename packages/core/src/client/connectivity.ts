import type { Platform } from '../platform.ts'

/** Whether the machine is to be believed offline: `navigator.onLine` lies both ways. */
export interface Connectivity {
  isOffline(): boolean
  /** A server has answered: whoever says offline is wrong, until the next word on it. */
  answered(): void
  /** The page was told that it went on- or offline. */
  changed(): void
}

export function createConnectivity(platform: Platform): Connectivity {
  let isDisproved = false
  return {
    isOffline: () => !isDisproved && !platform.isOnline(),
    answered() {
      isDisproved = !platform.isOnline()
    },
    changed() {
      isDisproved = false
    },
  }
}
