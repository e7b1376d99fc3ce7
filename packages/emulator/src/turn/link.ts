import type { FaultValues } from '../faults.ts'

/** The way of relayed packets: straight, or through the faults that are set. */
export interface Link {
  carry(packet: { bytes: number; deliver: () => void }): void
  /** Calls back once the packets under way now have arrived. */
  drain(done: () => void): void
  /** Forgets the packets under way. */
  close(): void
}

const maxBytesUnderWay = 16 * 1024 * 1024

export function createLink(faults: FaultValues): Link {
  const underWay = new Set<NodeJS.Timeout>()
  const draining = new Map<NodeJS.Timeout, () => void>()
  let bytesUnderWay = 0

  return {
    carry({ bytes, deliver }) {
      if (faults.relayLoss > 0 && Math.random() < faults.relayLoss) return
      if (!(faults.relayDelay > 0)) return deliver()
      // Like a router with a full queue.
      if (bytesUnderWay + bytes > maxBytesUnderWay) return
      bytesUnderWay += bytes
      const timer = setTimeout(() => {
        underWay.delete(timer)
        bytesUnderWay -= bytes
        deliver()
      }, faults.relayDelay)
      timer.unref()
      underWay.add(timer)
    },
    drain(done) {
      if (underWay.size === 0) return done()
      const timer = setTimeout(() => {
        draining.delete(timer)
        done()
      }, faults.relayDelay)
      timer.unref()
      draining.set(timer, done)
    },
    close() {
      for (const [timer, done] of draining) {
        clearTimeout(timer)
        done()
      }
      draining.clear()
      for (const timer of underWay) clearTimeout(timer)
      underWay.clear()
      bytesUnderWay = 0
    },
  }
}
