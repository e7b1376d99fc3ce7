import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Faults } from '../faults.ts'
import { type AccountRoutesOptions, accountRoutes } from './accountRoutes.ts'
import { type CredentialRoutesOptions, credentialRoutes } from './credentialRoutes.ts'
import { accountPath, errorAnswer } from './errorAnswer.ts'
import { meetFaults } from './meetFaults.ts'

/** The HTTP side of the emulator. */
export function createApi({
  faults,
  ...options
}: CredentialRoutesOptions & AccountRoutesOptions & { faults: Faults }): Hono {
  const app = new Hono()
  app.use(meetFaults(faults))
  app.route('/v1/turn/keys', credentialRoutes(options))
  app.route(`${accountPath}/accounts`, accountRoutes(options))
  app.notFound((c) => errorAnswer(c, 404, `There is no ${c.req.method} ${c.req.path} here.`))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return errorAnswer(c, error.status as ContentfulStatusCode, error.message)
    process.emitWarning(`A call of the API could not be handled: ${error}`, 'EmulatorWarning')
    return errorAnswer(c, 500, 'The emulator failed.')
  })
  return app
}
