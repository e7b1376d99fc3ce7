import { Hono } from 'hono'
import { checkFaults } from '../createFaults.ts'
import type { Faults } from '../faults.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Account } from './account.ts'
import { bears } from './bearer.ts'
import { readJson } from './readJson.ts'
import { refuse } from './refuse.ts'

export interface ControlRoutesOptions {
  account: Account
  faults: Faults
  snapshot: () => Snapshot
}

/** Looks into the emulator and sets its faults, from other processes. */
export function controlRoutes({ account, faults, snapshot }: ControlRoutesOptions): Hono {
  const app = new Hono()

  app.use('*', async (c, next) => {
    // Web pages reach this machine's own servers, and browsers add this header to whatever might change something.
    if (c.req.header('origin') !== undefined) throw refuse(403, 'Web pages may not control the emulator.')
    if (!bears(c.req.header('authorization'), account.apiToken)) {
      throw refuse(401, 'The Authorization header must be "Bearer", a space, and the apiToken of the emulator.')
    }
    await next()
  })

  app.get('/snapshot', (c) => c.json(snapshot()))

  app
    .get('/faults', (c) => c.json(faults))
    .patch('/faults', async (c) => {
      const given = await readJson(c)
      // First all of it is looked at: either all is set or nothing.
      checkFaults(given)
      return c.json(Object.assign(faults, given))
    })
    .delete('/faults', (c) => {
      faults.clear()
      return c.json(faults)
    })

  app.post('/restart-turn', async (c) => {
    const { downtime = 0 } = await readJson(c, { isOptional: true })
    await faults.restartTurn({ downtime: downtime as number })
    return c.body(null, 204)
  })
  app.post('/change-secret', (c) => {
    faults.changeSecret()
    return c.body(null, 204)
  })

  return app
}
