import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IceServersError, parseIceServers, validateIceServers } from '../src/answer.ts'

const context = { now: Date.UTC(2030, 0, 1), serverDate: 'Tue, 01 Jan 2030 00:00:00 GMT' }
const name = fc.constantFrom(
  ...['iceServers', 'ice_servers', 'IceServerList', 'urls', 'url', 'Uris', 'username', 'credential', 'password', 'ttl'],
  ...['expiresAt', 'v', 's', 'ocs', 'data', 'error', '__proto__', 'constructor', 'toString', 'date_created'],
)
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('turn:t', 'stun:s', 'turn:t:53', 'ok', '3600', '2030-01-01T01:00:00Z'),
)
/** JSON that is likely to look like an answer in places. */
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.jsonValue(),
    fc.array(tie('body'), { maxLength: 4 }),
    fc.dictionary(name, tie('body'), { maxKeys: 5 }),
  ),
}))

test('whatever JSON comes, nothing but an IceServersError is thrown, and what is read holds', () => {
  const pristine = Object.keys(Object.prototype).length
  fc.assert(
    fc.property(body, (value) => {
      const copy = JSON.parse(JSON.stringify(value)) as unknown
      try {
        const { iceServers, lifetime } = parseIceServers(copy, context)
        expect(validateIceServers(iceServers)).toMatchObject({ ok: true, iceServers })
        if (lifetime !== undefined) expect(lifetime).toBeGreaterThan(0)
      } catch (error) {
        if (!(error instanceof IceServersError)) throw error
        expect(error.code).toBe('invalid-answer')
        expect(error.message.length).toBeLessThan(200)
      }
    }),
    { numRuns: 100_000 },
  )
  expect(Object.keys(Object.prototype)).toHaveLength(pristine)
}, 120_000)

const host = fc.oneof(fc.domain(), fc.ipV4(), fc.constantFrom('[::1]', '[2001:db8::1]'))
const port = fc.constantFrom('', ':3478', ':443', ':80', ':5349', ':8443')
const stunUrl = fc.tuple(host, port).map(([host, port]) => `stun:${host}${port}`)
const turnUrl = fc
  .tuple(fc.constantFrom('turn', 'turns'), host, port, fc.constantFrom('', '?transport=udp', '?transport=tcp'))
  .map((parts) => `${parts[0]}:${parts.slice(1).join('')}`)
// biome-ignore lint/suspicious/noControlCharactersInRegex: a credential has none
const secret = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !/[\0-\x1f\x7f]|\d{10}/.test(text))
const entry = fc.record({
  urls: fc.uniqueArray(turnUrl, { minLength: 1, maxLength: 4 }),
  username: secret,
  credential: secret,
})
const stunEntry = fc.record({ urls: fc.uniqueArray(stunUrl, { minLength: 1, maxLength: 2 }) })
const ttl = fc.integer({ min: 1, max: 172_800 })

test('valid answers of every shape are read to exactly their servers and life', () => {
  fc.assert(
    fc.property(fc.option(stunEntry, { nil: undefined }), entry, ttl, (stun, turn, ttl) => {
      const servers = [...(stun ? [stun] : []), turn]
      const { urls, username, credential } = turn
      const aws = servers.map((server) => ({
        Uris: server.urls,
        ...('username' in server ? { Username: username, Password: credential } : {}),
        Ttl: ttl,
      }))
      const shapes: [unknown, unknown][] = [
        [{ iceServers: servers, ttl }, servers],
        [{ iceServers: turn, ttl: String(ttl) }, [turn]],
        [
          {
            username,
            password: credential,
            ttl,
            ice_servers: servers.map((server) => ({ url: server.urls[0], ...server })),
          },
          servers,
        ],
        [{ v: { iceServers: servers }, s: 'ok', ttl }, servers],
        [{ username, password: credential, uris: urls, ttl }, [turn]],
        [{ IceServerList: aws }, servers],
        [{ ocs: { data: { ttl, stunservers: stun ? [stun] : [], turnservers: [turn] } } }, servers],
        [{ ice_servers: servers, expires_at: new Date(context.now + ttl * 1000).toISOString() }, servers],
      ]
      for (const [shape, expected] of shapes) {
        const { problems, ...parsed } = parseIceServers(shape, context)
        expect(parsed).toEqual({ iceServers: expected, lifetime: ttl * 1000 })
        expect(problems.filter(({ code }) => code !== 'ip-over-tls')).toEqual([])
      }
    }),
    { numRuns: 1300 },
  )
}, 60_000)

test.each([
  [
    '10,000 entries',
    Array.from({ length: 10_000 }, (_, n) => ({ urls: `turn:h${n}`, username: 'u', credential: 'c' })),
  ],
  ['a credential of 100 kB', [{ urls: 'turn:t', username: 'u', credential: 'c'.repeat(100_000) }]],
  [
    '10,000 URLs with one of those',
    [{ urls: Array.from({ length: 10_000 }, (_, n) => `turn:h${n}`), username: 'u', credential: 'c'.repeat(100_000) }],
  ],
  ['deep nesting', JSON.parse(`${'{"data":'.repeat(5000)}[]${'}'.repeat(5000)}`)],
  ['a deep list', JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
  [
    'a cycle',
    (() => {
      const cycle: { data?: object } = {}
      cycle.data = cycle
      return cycle
    })(),
  ],
  [
    'a cyclic list',
    (() => {
      const cycle: unknown[] = []
      cycle.push({ urls: cycle })
      return cycle
    })(),
  ],
  [
    'getters that throw',
    {
      get iceServers() {
        throw new Error('no')
      },
    },
  ],
  [
    'a list of getters that throw',
    [
      {
        get urls() {
          throw new Error('no')
        },
      },
    ],
  ],
  ['a text of 1 MB', 'x'.repeat(1_000_000)],
  ['1 MB of keys', Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`key${n}`, n]))],
  ['numbers', { iceServers: [{ urls: [1], username: 2, credential: 3 }] }],
  [
    'own __proto__',
    JSON.parse('{"iceServers":[{"urls":"stun:s","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}'),
  ],
])('%s is an error of the right kind or servers, at once', (_, value) => {
  try {
    parseIceServers(value, context)
  } catch (error) {
    expect(error).toBeInstanceOf(IceServersError)
  }
  validateIceServers(value)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})
