import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type FaultValues, isMet } from '../faults.ts'
import { errorAnswer } from './errorAnswer.ts'

/** How soon a lifted hang is noticed, in milliseconds: faults are plain values, so nobody tells. */
const look = 20

const bodyless: ReadonlySet<number> = new Set([204, 205, 304])

/** Every call meets the faults that are set when it comes. */
export function meetFaults(faults: FaultValues): MiddlewareHandler<{ Bindings: { outgoing: ServerResponse } }> {
  return async (c, next) => {
    const fault = faults.api
    const { status, hang, delay = 0, cutOff } = fault
    if (status === undefined && !hang && delay === 0 && !cutOff) return next()
    if (!isMet(fault)) return next()
    const { signal } = c.req.raw
    try {
      if (delay > 0) await wait(delay, undefined, { signal })
      while (hang && faults.api.hang) await wait(look, undefined, { signal })
    } catch {
      // The client went away: this answer reaches nobody.
      return c.body(null, 204)
    }
    if (status === undefined) await next()
    // 204, 205 and 304 have no body, and Response refuses to give them one.
    else if (bodyless.has(status)) c.res = new Response(null, { status })
    else c.res = errorAnswer(c, status as ContentfulStatusCode, `The emulator was told to answer ${status}.`)
    if (!cutOff) return
    await sendHalf(c.res, c.env.outgoing)
    // What is set is merged with what comes after it, and its body is read by now.
    c.res = undefined
    c.res = RESPONSE_ALREADY_SENT
  }
}

/** Its headers say how long the body is, so that the client can tell that it was cut off. */
async function sendHalf(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  const headers = { ...Object.fromEntries(response.headers), 'content-length': body.length }
  outgoing.writeHead(response.status, headers)
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy())
}
