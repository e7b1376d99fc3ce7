import { setTimeout as wait } from 'node:timers/promises'
import type { MiddlewareHandler } from 'hono'
import type { Faults } from '../faults.ts'

/** How soon a lifted hang is noticed, in milliseconds: faults are plain values, so nobody tells. */
const look = 20

/** Every call meets the faults that are set when it comes. */
export function meetFaults(faults: Faults): MiddlewareHandler {
  return async (c, next) => {
    const { signal } = c.req.raw
    try {
      if ((faults.api.delay ?? 0) > 0) await wait(faults.api.delay, undefined, { signal })
      while (faults.api.hang) await wait(look, undefined, { signal })
    } catch {
      // The client went away: this answer reaches nobody.
      return c.body(null, 204)
    }
    const { status } = faults.api
    if (status === undefined) return next()
    const body = JSON.stringify({ error: `The emulator was told to answer ${status}.` })
    const isBodyless = status === 204 || status === 205 || status === 304
    return new Response(isBodyless ? null : body, { status, headers: { 'content-type': 'application/json' } })
  }
}
