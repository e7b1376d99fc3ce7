import { setTimeout as wait } from 'node:timers/promises'
import type { MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Faults } from '../faults.ts'
import { errorAnswer } from './errorAnswer.ts'

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
    // 204, 205 and 304 have no body, and Response refuses to give them one.
    if (bodyless.has(status)) return new Response(null, { status })
    return errorAnswer(c, status as ContentfulStatusCode, `The emulator was told to answer ${status}.`)
  }
}

const bodyless: ReadonlySet<number> = new Set([204, 205, 304])
