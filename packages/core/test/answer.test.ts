import { describe, expect, test } from 'vitest'
import { IceServersError, parseIceServers, validateIceServers } from '../src/answer.ts'

const turn = { urls: ['turn:t:3478?transport=udp'], username: 'ab12', credential: 'cd34' }

describe('parseIceServers', () => {
  test.each([
    [
      "freshice's wire",
      { iceServers: [{ urls: ['stun:s'] }, turn], ttl: 3600, expiresAt: '2030-01-01T00:00:00Z' },
      [{ urls: ['stun:s'] }, turn],
      3_600_000,
    ],
    [
      "Cloudflare's list",
      { iceServers: [{ urls: ['stun:s:3478'] }, turn] },
      [{ urls: ['stun:s:3478'] }, turn],
      undefined,
    ],
    ["Cloudflare's one object", { iceServers: turn }, [turn], undefined],
    ['a plain list', [{ urls: 'stun:s' }], [{ urls: 'stun:s' }], undefined],
    ['an empty list', { iceServers: [] }, [], undefined],
    ['a ttl as text', { iceServers: [turn], ttl: '60' }, [turn], 60_000],
  ])('reads %s', (_, body, iceServers, lifetime) => {
    expect(parseIceServers(body)).toMatchObject({ iceServers, lifetime })
  })

  test('counts an absolute expiry against the server clock, not the local one', () => {
    const body = { iceServers: [turn], expiresAt: '2030-01-01T01:00:00Z' }
    const serverDate = 'Tue, 01 Jan 2030 00:00:00 GMT'
    const now = Date.UTC(2031, 0, 1)
    expect(parseIceServers(body, { serverDate, now }).lifetime).toBe(3_600_000)
    expect(() => parseIceServers(body, { serverDate, age: '30', now })).toThrow(IceServersError)
    expect(parseIceServers(body, { now: Date.UTC(2030, 0, 1, 0, 30) }).lifetime).toBe(1_800_000)
  })

  test.each([0, -1, Number.NaN, 'soon', '', Number.POSITIVE_INFINITY, true, [60], '0x10', Symbol('60')])(
    'refuses a ttl of %o',
    (ttl) => {
      expect(() => parseIceServers({ iceServers: [turn], ttl })).toThrow(/ttl/)
    },
  )

  test('names the place of a wrong type', () => {
    expect(() => parseIceServers({ iceServers: [{ urls: 42 }] })).toThrow('[0].urls')
    expect(() => parseIceServers({ iceServers: 'turn:t' })).toThrow('whose iceServers is a text')
    expect(() => parseIceServers(new Response('[]'))).toThrow('an object with nothing (Response)')
  })
})

describe('validateIceServers', () => {
  test('leaves a good list as it is', () => {
    const list = [{ urls: 'stun:s' }, turn, { urls: ['turns:t:5349?transport=tcp'], username: 'u', credential: 'c' }]
    expect(validateIceServers(list)).toEqual({ ok: true, iceServers: list, problems: [] })
  })

  test.each([
    ['stuns:s', 'stuns'],
    ['turn:t:53', 'port-53'],
    ['turn:t:25', 'blocked-port'],
    ['turn:t:0', 'blocked-port'],
    ['turn:t:65536', 'invalid-port'],
    ['turn:t:abc', 'invalid-port'],
    ['turn:t?transport=tls', 'invalid-transport'],
    ['turn:t?transport=udp&x=1', 'invalid-transport'],
    ['stun:t?transport=udp', 'stun-query'],
    ['turn://t', 'invalid-host'],
    ['turn:user@t', 'invalid-host'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that nobody filled in
    ['turn:${HOST}', 'invalid-host'],
    ['turn:256.1.1.1', 'invalid-host'],
    ['turn:t#here', 'invalid-url'],
    ['turn:[1]', 'invalid-host'],
    ['turn:[:::]', 'invalid-host'],
    ['turn:[127.0.0.1]', 'invalid-host'],
    ['turn:a\x01b', 'invalid-host'],
    ['turn:a%20b', 'invalid-host'],
    ['turn:a*b', 'invalid-host'],
    ['turn:a b', 'invalid-host'],
    ['turn:a\\b', 'invalid-host'],
    ['turn:t/path', 'invalid-host'],
    ['\uFEFFturn:t', 'invalid-url'],
    ['turn:t\u00A0', 'invalid-host'],
    ['turn:xn--', 'invalid-host'],
    ['turn:\u00ad', 'invalid-host'],
    [`turn:${'a'.repeat(500)}`, 'invalid-url'],
    ['http://t', 'invalid-scheme'],
    ['t:3478', 'invalid-scheme'],
    ['', 'invalid-url'],
  ])('drops %s, and keeps the rest', (url, code) => {
    const result = validateIceServers([{ urls: [url, 'turn:good'], username: 'u', credential: 'c' }])
    expect(result).toMatchObject({
      ok: false,
      iceServers: [{ urls: ['turn:good'] }],
      problems: [{ code, path: '[0].urls[0]' }],
    })
  })

  test.each(['turns:192.0.2.1', 'turns:[2001:db8::1]:443?transport=tcp'])(
    'keeps %s, and says what Firefox does',
    (urls) => {
      const list = [{ urls, username: 'u', credential: 'c' }]
      const problems = [{ path: '[0].urls', code: 'ip-over-tls', message: expect.stringContaining('Firefox') }]
      expect(validateIceServers(list)).toEqual({ ok: true, iceServers: list, problems })
    },
  )

  test('a legacy url that is a list is no good as it is', () => {
    const list = [{ url: ['stun:s'] }]
    expect(validateIceServers(list)).toMatchObject({ ok: false, iceServers: [{ urls: ['stun:s'] }] })
    expect(validateIceServers([{ url: 'stun:s' }]).ok).toBe(true)
  })

  test('keeps a port with zeros before it, which browsers take', () => {
    const list = [{ urls: 'turn:t:0034780', username: 'u', credential: 'c' }]
    expect(validateIceServers(list)).toEqual({ ok: true, iceServers: list, problems: [] })
  })

  test('keeps turns: on port 5349, which begins with 53', () => {
    const list = [{ urls: 'turns:t:5349', username: 'u', credential: 'c' }]
    expect(validateIceServers(list).ok).toBe(true)
  })

  test.each([
    ['TURN:t', 'turn:t', true],
    [' turn:t ', 'turn:t', true],
    ['turn:t?transport=TCP', 'turn:t?transport=tcp', false],
    ['turn:t:', 'turn:t', false],
    ['turn:t?', 'turn:t', false],
    ['turn:t#', 'turn:t', false],
  ])('mends %s', (url, mended, ok) => {
    const result = validateIceServers([{ urls: url, username: 'u', credential: 'c' }])
    expect(result).toMatchObject({ ok, iceServers: [{ urls: mended }] })
  })

  test('keeps turns: with transport=udp, which dials TCP everywhere', () => {
    const list = [{ urls: 'turns:t?transport=udp', username: 'u', credential: 'c' }]
    expect(validateIceServers(list)).toEqual({ ok: true, iceServers: list, problems: [] })
  })

  test('wraps one server by itself', () => {
    const result = validateIceServers({ urls: 'stun:s' })
    expect(result).toMatchObject({ ok: false, iceServers: [{ urls: 'stun:s' }], problems: [{ code: 'one-object' }] })
  })

  test('takes away a credentialType, on which Firefox throws unless it is "password"', () => {
    const oauth = { ...turn, credentialType: 'oauth' }
    const problems = [{ path: '[0]', code: 'credential-type' }]
    expect(validateIceServers([oauth])).toMatchObject({ ok: false, iceServers: [turn], problems })
    expect(validateIceServers([{ ...oauth, credentialType: 'password' }])).toMatchObject({ ok: true, problems })
  })

  test.each([[[]], [''], [42], [null], [['']], [[42]], [[null]]])('drops urls: %j', (urls) => {
    expect(validateIceServers([{ urls }, { urls: 'stun:s' }])).toMatchObject({
      ok: false,
      iceServers: [{ urls: 'stun:s' }],
    })
  })

  test.each([
    ['no-username', { credential: 'c' }],
    ['no-username', { username: 7, credential: 'c' }],
    ['no-username', { username: null, credential: 'c' }],
    ['no-username', { username: '', credential: 'c' }],
    ['no-credential', { username: 'u' }],
    ['no-credential', { username: 'u', credential: '' }],
    ['no-credential', { username: 'u', credential: null }],
    ['long-username', { username: 'ü'.repeat(255), credential: 'c' }],
    ['control-characters', { username: 'u\n', credential: 'c' }],
  ])('drops TURN with the fault %s', (code, login) => {
    const result = validateIceServers([{ urls: 'turn:t', ...login }, { urls: 'stun:s' }])
    expect(result).toMatchObject({ ok: false, iceServers: [{ urls: 'stun:s' }], problems: [{ code }] })
  })

  test('drops a second of the same and members nobody knows', () => {
    const list = [
      turn,
      { ...turn, urls: [...turn.urls, 'turn:other'], credentialType: 'password', __proto__: { x: 1 } },
    ]
    expect(validateIceServers(list).iceServers).toEqual([turn, { ...turn, urls: ['turn:other'] }])
  })

  test('holes and entries that cannot be read are faults', () => {
    const unreadable = {
      get urls() {
        throw new Error('no')
      },
    }
    const holes = new Array(1)
    expect(validateIceServers([unreadable, ...holes, { urls: 'stun:s' }])).toMatchObject({
      ok: false,
      iceServers: [{ urls: 'stun:s' }],
    })
    expect(validateIceServers(holes)).toMatchObject({ ok: false, iceServers: [] })
  })

  test('of more than 500 URLs the first are kept, in however many servers they are', () => {
    const server = (name: string) => ({ urls: Array.from({ length: 300 }, (_, n) => `stun:${name}${n}`) })
    const { iceServers, problems } = validateIceServers([server('a'), server('b')])
    expect(iceServers.flatMap(({ urls }) => urls)).toHaveLength(500)
    expect(problems).toMatchObject([{ path: '[1].urls', code: 'too-many' }])
  })

  test('keeps an IPv4 address with a dot behind it, which browsers take', () => {
    const list = [{ urls: 'stun:192.0.2.1.' }]
    expect(validateIceServers(list)).toEqual({ ok: true, iceServers: list, problems: [] })
  })

  test('a hostile text takes no time', () => {
    expect(validateIceServers([{ urls: `stun:a${' '.repeat(1_000_000)}b` }]).ok).toBe(false)
  }, 500)

  test.each([null, undefined, 42, 'turn:t', [null], [[]], [{}], [{ urls: [] }]])('never throws: %j', (value) => {
    expect(validateIceServers(value)).toMatchObject({ ok: false, iceServers: [] })
  })
})
