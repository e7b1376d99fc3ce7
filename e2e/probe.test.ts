import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { turnserver } from '../scripts/browsers.ts'
import { type BrowserName, browserPaths } from './browsers.ts'
import { useLab } from './calls/useLab.ts'
import { startCoturn } from './startCoturn.ts'

const names = Object.keys(browserPaths) as BrowserName[]
const coturnPath = turnserver()
const withoutCoturn = coturnPath === undefined && process.env.CI !== 'true'

describe.each(names.filter((name) => browserPaths[name]))('in %s', (name) => {
  const lab = useLab(name)

  test('each server of an emulator gets its verdict, all within the timeout', async () => {
    const { house, page } = await lab.open('probe', { ttl: 600 })
    const { username, credential } = await newCredential(house.url)
    const expired = await newCredential(house.url)
    await house.revoke(expired.username)
    const host = house.emulator.turnUrl.replace(/^turn:|\?.*$/g, '')
    const closed = await closedTcpPort()
    const silent = await silentUdpPort()
    const good = { username, credential }
    const report = await page.evaluate(
      (iceServers) => window.probe(iceServers, { timeout: 4000 }),
      [
        { urls: [`stun:${host}`, `turn:${host}?transport=udp`, `turn:${host}?transport=tcp`], ...good },
        { urls: `turn:${host}`, username, credential: 'wrong' },
        { urls: `turn:${host}?transport=tcp`, username, credential: 'wrong' },
        { urls: `turn:${host}`, ...expired },
        { urls: [`turn:127.0.0.1:${closed}?transport=tcp`, `turns:localhost:${closed}`], ...good },
        { urls: [`turn:127.0.0.1:${silent}`, 'turn:127.0.0.1:6667', 'turn:127.0.0.1:53', 'turn//nothing'], ...good },
        { urls: ['turn:nobody.invalid', 'turn:nobody.invalid?transport=tcp'], ...good },
        // Loopback's broadcast address: nothing can be sent there, as to IPv6 on a machine without.
        { urls: 'turn:127.255.255.255?transport=tcp', ...good },
        { urls: ['stun:nobody.invalid', `stun:127.0.0.1:${silent}`] },
        { urls: `turn:${host}` },
      ],
    )
    console.log(name, JSON.stringify(report))
    const told = (report.results ?? []).map((result) => [
      result.protocol,
      result.status === 'failed' ? result.reason : result.status,
    ])
    expect(told).toEqual([
      ['udp', 'reached'],
      ['udp', 'reached'],
      ['tcp', 'reached'],
      ['udp', 'unauthorized'],
      ['tcp', 'unauthorized'],
      ['udp', 'unauthorized'],
      ['tcp', 'unreachable'],
      ['tls', 'unreachable'],
      ['udp', 'silent'],
      [undefined, 'blocked-port'],
      [undefined, 'blocked-port'],
      [undefined, 'invalid-url'],
      ['udp', 'unknown-host'],
      ['tcp', 'unknown-host'],
      ['tcp', 'unreachable'],
      ['udp', 'unknown-host'],
      ['udp', 'silent'],
      [undefined, 'invalid-credential'],
    ])
    const [stun, ...relays] = (report.results ?? []).filter((result) => result.status === 'reached')
    expect(stun).toMatchObject({ candidateType: 'srflx' })
    expect(stun?.roundTripTime).toBeUndefined()
    for (const relay of relays) {
      expect(relay).toMatchObject({ candidateType: 'relay' })
      expect(relay.timeToCandidate).toBeGreaterThan(0)
      expect(relay.roundTripTime).toBeGreaterThan(0)
    }
    // On the way, in whatever order they came.
    expect(report.told).toHaveLength(told.length)
    expect(report.told).toEqual(expect.arrayContaining(report.results ?? []))
    expect(report.took).toBeLessThan(4000 + 1000)
    expect(report.open).toBe(0)
    expect(JSON.stringify(report)).not.toContain(credential)
  })

  test('50 servers at once, of which many are silent, take no longer than one', async () => {
    const { house, page } = await lab.open('probe', { ttl: 600 })
    const { username, credential } = await newCredential(house.url)
    const silent = await silentUdpPort()
    const urls = Array.from({ length: 50 }, (_, i) => (i % 2 ? house.emulator.turnUrl : `turn:127.0.0.1:${silent}`))
    const servers = urls.map((urls) => ({ urls, username, credential }))
    const report = await page.evaluate((iceServers) => window.probe(iceServers), servers)
    const found = report.results?.map(({ status }) => status)
    expect(found?.filter((status) => status === 'reached')).toHaveLength(25)
    expect(found?.filter((status) => status === 'silent')).toHaveLength(25)
    expect(report.took).toBeLessThan(5000 + 2000)
    expect(report.open).toBe(0)
  })

  test('ended half-way, it rejects at once, tells nothing more and leaves no connection open', async () => {
    const { page } = await lab.open('probe', { ttl: 600 })
    const silent = await silentUdpPort()
    const servers = [{ urls: `stun:127.0.0.1:${silent}` }, { urls: 'turn:127.0.0.1' }]
    const report = await page.evaluate((iceServers) => window.probe(iceServers, { endAfter: 300 }), servers)
    expect(report.error).toBe('aborted')
    expect(report.told).toHaveLength(1)
    expect(report.took).toBeLessThan(2000)
    expect(report.open).toBe(0)
    expect(await page.evaluate(() => window.probe([]))).toMatchObject({ results: [], open: 0 })
  })

  test.skipIf(withoutCoturn)(
    'coturn: a good credential, one with a wrong password, and one that has run out',
    async () => {
      const coturn = await startCoturn(coturnPath ?? 'turnserver')
      onTestFinished(coturn.close)
      const { page } = await lab.open('probe')
      const short = await coturn.provider.generate({ ttl: 1, user: 'u' })
      const [good] = (await coturn.provider.generate({ ttl: 600, user: 'u' })).iceServers
      const [past] = short.iceServers
      // coturn looks at its clock once a second.
      await expect.poll(() => Date.now(), { timeout: 6000 }).toBeGreaterThan(Date.parse(short.expiresAt) + 2000)
      const servers = [good, { ...good, credential: 'wrong' }, past] as RTCIceServer[]
      const report = await page.evaluate((iceServers) => window.probe(iceServers), servers)
      expect(report.results).toMatchObject([
        { status: 'reached', candidateType: 'relay', roundTripTime: expect.any(Number) },
        { status: 'failed', reason: 'unauthorized', errorCode: 401 },
        { status: 'failed', reason: 'unauthorized', errorCode: 401 },
      ])
    },
  )
})

async function newCredential(url: string): Promise<{ username: string; credential: string }> {
  const response = await fetch(`${url}api/ice-servers`)
  const { iceServers } = (await response.json()) as { iceServers: { username?: string; credential?: string }[] }
  const { username = '', credential = '' } = iceServers.find(({ credential }) => credential) ?? {}
  return { username, credential }
}

async function closedTcpPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function silentUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())))
  return socket.address().port
}
