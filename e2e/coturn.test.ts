import { type CoturnOptions, coturn, createIceHandler } from '@freshice/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { turnserver } from '../scripts/browsers.ts'
import { allocate } from './allocate.ts'
import { type Coturn, startCoturn } from './startCoturn.ts'

const path = turnserver()
const isSkipped = path === undefined && process.env.CI !== 'true'
if (isSkipped) console.log('coturn is missing: skipped its tests. Debian or Ubuntu: apt-get install coturn.')

const secrets = ['the-new-secret', 'the-old-secret']

describe.skipIf(isSkipped).each([':', '.'])('a true coturn with the separator %j', (separator) => {
  let server: Coturn

  beforeAll(async () => {
    server = await startCoturn(path ?? 'turnserver', { secrets, separator })
  })

  afterAll(async () => {
    await server?.close()
  })

  /** Makes a credential, to be tried as often as wanted. */
  async function tryOut(options: Partial<CoturnOptions>, { user, ttl = 60 }: { user?: string; ttl?: number } = {}) {
    const provider = coturn({ urls: server.url, secret: secrets, separator, ...options })
    const { iceServers } = await provider.generate({ ttl, user })
    const { username = '', credential = '' } = iceServers[0] ?? {}
    return { outcome: () => allocate({ port: server.port, username, credential }) }
  }

  const user = 'u0123456789abcdef0123456789abcdef'

  test.each<[string, Partial<CoturnOptions>, string | undefined]>([
    ['timestamp first', {}, user],
    ['user first', { layout: 'user:timestamp' }, user],
    ['a timestamp alone', {}, undefined],
    ['a user of digits', {}, '4242'],
    ['a user with separators', {}, 'a:b.c/d'],
    ['a user in unicode', {}, 'Zoë-猫'],
    ['the old secret, while both are known', { secret: 'the-old-secret' }, user],
  ])('accepts %s', async (_what, options, user) => {
    const { outcome } = await tryOut(options, user === undefined ? {} : { user })
    expect(await outcome()).toBe('allocated')
  })

  test('refuses a credential once it has run out, in both layouts', async () => {
    const layouts = ['timestamp:user', 'user:timestamp'] as const
    const made = await Promise.all(layouts.map((layout) => tryOut({ layout }, { user, ttl: 1 })))
    const outcomes = () => Promise.all(made.map(({ outcome }) => outcome()))
    expect(await outcomes()).toEqual(['allocated', 'allocated'])
    // coturn keeps time in whole seconds, and a credential to the end of its last one.
    await expect.poll(outcomes, { timeout: 5000, interval: 250 }).toEqual([401, 401])
  })

  test('refuses what another secret signed', async () => {
    const { outcome } = await tryOut({ secret: ['another-secret', ...secrets] }, { user })
    expect(await outcome()).toBe(401)
  })

  test('a user that hashes of the handler name is accepted', async () => {
    const provider = coturn({ urls: server.url, secret: secrets, separator, layout: 'user:timestamp' })
    const handler = createIceHandler({ provider, authorize: () => ({ user: 'ann@mail.example: 1/2' }) })
    const { iceServers } = await (await handler(new Request('https://app.example/'))).json()
    const [{ username, credential }] = iceServers
    expect(username).not.toContain('ann')
    expect(await allocate({ port: server.port, username, credential })).toBe('allocated')
  })
})
