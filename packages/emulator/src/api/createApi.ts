import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Faults } from '../faults.ts'
import { type CredentialRoutesOptions, credentialRoutes } from './credentialRoutes.ts'
import { meetFaults } from './meetFaults.ts'
import { refuse } from './refuse.ts'

const maxBody = 16 * 1024

/** The HTTP side of the emulator. Errors are `{ error: string }`. */
export function createApi({ faults, ...options }: CredentialRoutesOptions & { faults: Faults }): Hono {
  const app = new Hono()
  app.use(meetFaults(faults))
  app.use(
    bodyLimit({
      maxSize: maxBody,
      onError: () => {
        throw refuse(413, `The body may have ${maxBody} bytes at most.`)
      },
    }),
  )
  app.route('/v1/turn/keys', credentialRoutes(options))
  app.notFound((c) => c.json({ error: `There is no ${c.req.method} ${c.req.path} here.` }, 404))
  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500
    return c.json({ error: status === 500 ? 'The emulator failed.' : error.message }, status)
  })
  return app
}
