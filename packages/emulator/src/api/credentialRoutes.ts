import { Hono } from 'hono'
import type { Credential, Credentials } from '../credentials.ts'
import type { IceUrls } from '../iceUrls.ts'
import type { TurnKey, TurnKeys } from '../turnKeys.ts'
import { bears } from './bearer.ts'
import { readJson } from './readJson.ts'
import { refuse } from './refuse.ts'

export interface CredentialRoutesOptions {
  keys: TurnKeys
  credentials: Credentials
  urls: IceUrls
}

/** 48 hours, in seconds. */
const maxTtl = 172_800

/** Issues and revokes credentials. Every route asks for the bearer of the key in its path. */
export function credentialRoutes({
  keys,
  credentials,
  urls,
}: CredentialRoutesOptions): Hono<{ Variables: { key: TurnKey } }> {
  const app = new Hono<{ Variables: { key: TurnKey } }>()

  app.use('/:keyId/credentials/*', async (c, next) => {
    const key = keys.get(c.req.param('keyId'))
    if (!key) throw refuse(404, 'There is no TURN key with this id.')
    if (!bears(c.req.header('authorization'), key.secret)) {
      throw refuse(401, 'The Authorization header must be "Bearer", a space, and the secret of this TURN key.')
    }
    c.set('key', key)
    await next()
  })

  app.post('/:keyId/credentials/generate-ice-servers', async (c) => {
    const { username, credential } = issue(c.get('key'), await readJson(c))
    return c.json({ iceServers: [{ urls: urls.stun }, { urls: urls.turn, username, credential }] }, 201)
  })

  app.post('/:keyId/credentials/generate', async (c) => {
    const { username, credential } = issue(c.get('key'), await readJson(c))
    return c.json({ iceServers: { urls: [...urls.stun, ...urls.turn], username, credential } }, 201)
  })

  app.post('/:keyId/credentials/:username/revoke', (c) => {
    revoke(c.get('key'), c.req.param('username'))
    return c.body(null, 204)
  })

  app.post('/:keyId/credentials/revoke', async (c) => {
    const { username } = await readJson(c)
    if (typeof username !== 'string') throw refuse(400, 'username must be a string.')
    revoke(c.get('key'), username)
    return c.body(null, 204)
  })

  return app

  function issue(key: TurnKey, { ttl, customIdentifier }: Record<string, unknown>): Credential {
    if (!isTtl(ttl)) throw refuse(400, `ttl must be a whole number of seconds from 1 to ${maxTtl}.`)
    if (customIdentifier !== undefined && typeof customIdentifier !== 'string') {
      throw refuse(400, 'customIdentifier must be a string.')
    }
    return credentials.issue({ keyId: key.id, ttl, customIdentifier })
  }

  function revoke(key: TurnKey, username: string): void {
    if (!credentials.revoke({ keyId: key.id, username })) {
      throw refuse(404, 'This TURN key has issued no credential with this username.')
    }
  }
}

function isTtl(ttl: unknown): ttl is number {
  return Number.isInteger(ttl) && (ttl as number) >= 1 && (ttl as number) <= maxTtl
}
