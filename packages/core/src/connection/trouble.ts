import type { TroubleFacts } from './restartFacts.ts'

/** Remembers since when a connection is in trouble, and how often it was to be mended. */
export interface Trouble {
  /** Looks at the connection; both of its states count, because browsers differ in which one tells first. */
  look(pc: RTCPeerConnection, now: number): TroubleFacts
  /** A restart was asked for, to mend it. */
  repaired(now: number): void
}

export function createTrouble(): Trouble {
  let began: number | undefined
  let repairs = 0
  let lastRepair = -Infinity

  return {
    look({ connectionState, iceConnectionState }, now) {
      const states: string[] = [connectionState, iceConnectionState]
      const hasFailed = states.includes('failed')
      if (hasFailed || states.includes('disconnected')) began ??= now
      else {
        began = undefined
        repairs = 0
      }
      const sinceTrouble = began === undefined ? undefined : now - began
      return { sinceTrouble, hasFailed, repairs, sinceRepair: now - lastRepair }
    },
    repaired(now) {
      repairs += 1
      lastRepair = now
    },
  }
}
