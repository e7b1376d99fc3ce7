import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

/** Brings messages from one page to another: `POST /b` is heard by whoever reads `GET /b`. */
export function signalling(): Hono {
  const hearers = new Map<string, (message: string) => Promise<void>>()
  return new Hono()
    .post('/:side', async (c) => {
      await hearers.get(c.req.param('side'))?.(await c.req.text())
      return c.body(null, 204)
    })
    .get('/:side', (c) =>
      streamSSE(c, async (stream) => {
        const left = new Promise<void>((resolve) => stream.onAbort(resolve))
        hearers.set(c.req.param('side'), (message) => stream.writeSSE({ data: message }))
        // Tells the page that it hears now.
        await stream.writeSSE({ event: 'ready', data: '' })
        await left
      }),
    )
}
