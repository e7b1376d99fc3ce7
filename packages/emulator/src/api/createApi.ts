import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { EmulatorError } from '../errors.ts'
import { type AccountRoutesOptions, accountRoutes } from './accountRoutes.ts'
import { type ControlRoutesOptions, controlRoutes } from './controlRoutes.ts'
import { type CredentialRoutesOptions, credentialRoutes } from './credentialRoutes.ts'
import { accountPath, errorAnswer } from './errorAnswer.ts'
import { meetFaults } from './meetFaults.ts'

/** Where the control API begins. */
export const controlPath = '/control'

/** The HTTP side of the emulator. */
export function createApi(options: CredentialRoutesOptions & AccountRoutesOptions & ControlRoutesOptions): Hono {
  const app = new Hono()
  // Before the faults, so that they can always be taken back.
  app.route(controlPath, controlRoutes(options))
  app.use(meetFaults(options.faults))
  app.route('/v1/turn/keys', credentialRoutes(options))
  app.route(`${accountPath}/accounts`, accountRoutes(options))
  app.notFound((c) => errorAnswer(c, 404, `There is no ${c.req.method} ${c.req.path} here.`))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return errorAnswer(c, error.status as ContentfulStatusCode, error.message)
    if (error instanceof EmulatorError) return errorAnswer(c, 400, error.message)
    process.emitWarning(`A call of the API could not be handled: ${error}`, 'EmulatorWarning')
    return errorAnswer(c, 500, 'The emulator failed.')
  })
  return app
}
