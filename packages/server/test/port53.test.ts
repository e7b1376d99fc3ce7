import { expect, onTestFinished, test } from 'vitest'
import { cloudflareTurn, createIceHandler, type IceServersAnswer, type RTCIceServer } from '../src/index.ts'
import { arrayForm, keyId, keySecret, usableUrls } from './support/cloudflareAnswers.ts'
import { answerWith, startUpstream } from './support/startUpstream.ts'

const names = { username: 'name', credential: 'password' }
const on53 = 'turn:turn.cloudflare.com:53?transport=udp'

async function serve(iceServers: RTCIceServer[], keepPort53?: boolean) {
  const answer: IceServersAnswer = { iceServers, ttl: 60, expiresAt: new Date().toISOString() }
  const generate = async () => answer
  const handler = createIceHandler({ provider: { generate }, authorize: () => ({ user: 'ann' }), keepPort53 })
  return handler(new Request('https://app.example/'))
}

test("an own provider's URLs that browsers cannot use are left out, the others kept", async () => {
  const urls = ['turn:a.example:53', 'turns:a.example:5349?transport=tcp', 'turn:a.example:3478?transport=TCP']
  const response = await serve([{ urls, ...names }])
  const { iceServers } = await response.json()
  expect(iceServers).toEqual([
    { urls: ['turns:a.example:5349?transport=tcp', 'turn:a.example:3478?transport=tcp'], ...names },
  ])
})

test('servers of which none is usable are a 502', async () => {
  expect((await serve([{ urls: 'turn:a.example:53', ...names }])).status).toBe(502)
  expect((await serve([{ urls: 'turn:a.example' }])).status).toBe(502)
})

test('keepPort53 passes the list on as it is', async () => {
  const iceServers = [{ urls: 'turn:a.example:53', ...names }]
  const response = await serve(iceServers, true)
  expect(await response.json()).toMatchObject({ iceServers })
})

test.each([
  [undefined, usableUrls],
  [true, [...usableUrls, on53]],
])('with keepPort53 of %s Cloudflare gives %j', async (keepPort53, urls) => {
  const { baseUrl, close } = await startUpstream(answerWith(201, arrayForm))
  onTestFinished(close)
  const provider = cloudflareTurn({ keyId, keySecret, baseUrl })
  const handler = createIceHandler({ provider, authorize: () => ({ user: 'ann' }), keepPort53 })
  const { iceServers } = await (await handler(new Request('https://app.example/'))).json()
  expect(iceServers.flatMap((server: RTCIceServer) => server.urls)).toEqual(urls)
  const turn = iceServers.filter((server: RTCIceServer) => String(server.urls).startsWith('turn'))
  for (const server of turn) expect(server).toMatchObject({ username: 'upstream-username' })
})
