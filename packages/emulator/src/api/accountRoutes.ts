import { type Context, Hono } from 'hono'
import type { TurnKey, TurnKeys } from '../turnKeys.ts'
import type { Account } from './account.ts'
import { bears } from './bearer.ts'
import { readJson } from './readJson.ts'
import { refuse } from './refuse.ts'

export interface AccountRoutesOptions {
  account: Account
  keys: TurnKeys
}

/** Manages the TURN keys of the account, in the envelope of Cloudflare's API v4. */
export function accountRoutes({ account, keys }: AccountRoutesOptions): Hono {
  const app = new Hono()

  app.use('/:accountId/calls/*', async (c, next) => {
    if (!bears(c.req.header('authorization'), account.apiToken)) {
      throw refuse(401, 'The Authorization header must be "Bearer", a space, and the API token of this account.')
    }
    if (c.req.param('accountId') !== account.id) throw refuse(403, 'This API token is not for this account.')
    await next()
  })

  app
    .get('/:accountId/calls/turn_keys', (c) => succeed(c, keys.list().map(describe)))
    .post('/:accountId/calls/turn_keys', async (c) => {
      const key = keys.create((await readName(c)) ?? '')
      if (!key) throw refuse(400, 'This account has as many TURN keys as it may have.')
      return succeed(c, { ...describe(key), key: key.secret }, 201)
    })
  app
    .get('/:accountId/calls/turn_keys/:keyId', (c) => succeed(c, describe(found(keys.get(c.req.param('keyId'))))))
    .put('/:accountId/calls/turn_keys/:keyId', async (c) => {
      const { id, name } = found(keys.get(c.req.param('keyId')))
      return succeed(c, describe(found(keys.rename(id, (await readName(c)) ?? name))))
    })
    .delete('/:accountId/calls/turn_keys/:keyId', (c) => succeed(c, describe(found(keys.delete(c.req.param('keyId'))))))

  return app
}

function succeed(c: Context, result: unknown, status: 200 | 201 = 200): Response {
  return c.json({ success: true, errors: [], messages: [], result }, status)
}

/** A key without its secret. */
function describe({ id, name, createdAt, modifiedAt }: TurnKey) {
  return { uid: id, name, created: iso(createdAt), modified: iso(modifiedAt) }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

function found(key: TurnKey | undefined): TurnKey {
  if (!key) throw refuse(404, 'This account has no TURN key with this id.')
  return key
}

async function readName(c: Context): Promise<string | undefined> {
  const { name } = await readJson(c)
  if (name !== undefined && typeof name !== 'string') throw refuse(400, 'name must be a string.')
  return name
}
