import { describe, expect, test } from 'vitest'
import { callApi, connect, issueCredential, openPeer, startTestEmulator } from './lab.ts'

const generate = { path: 'generate', body: { ttl: 60 } }

describe('the relay', () => {
  test('is delayed in both directions, from now on and until it is set back', async () => {
    const { emulator, client, peer, relay } = await startCall()
    emulator.faults.relayDelay = 150
    const start = performance.now()
    client.sendTo(peer, 'slow')
    await peer.next()
    const there = performance.now()
    peer.send('slow too', relay)
    await client.next()
    const back = performance.now()
    emulator.faults.relayDelay = 0
    client.sendTo(peer, 'fast')
    await peer.next()
    const fast = performance.now()
    expect(there - start).toBeGreaterThan(145)
    expect(back - there).toBeGreaterThan(145)
    expect(fast - back).toBeLessThan(145)
  })

  test('loses everything at 1, and its share in between', async () => {
    const { emulator, client, peer } = await startCall()
    emulator.faults.relayLoss = 1
    client.sendTo(peer, 'lost')
    await client.refresh(600)
    emulator.faults.relayLoss = 0.5
    for (let count = 0; count < 200; count++) client.sendTo(peer, `packet ${count}`)
    await client.refresh(600)
    emulator.faults.relayLoss = 0
    client.sendTo(peer, 'last')
    const texts: string[] = []
    while (texts.at(-1) !== 'last') texts.push((await peer.next()).text)
    expect(texts).not.toContain('lost')
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.length).toBeLessThan(150)
  })

  test('forgets delayed packets when it is closed', async () => {
    const { emulator, client, peer } = await startCall()
    emulator.faults.relayDelay = 50
    client.sendTo(peer, 'never comes')
    await client.refresh(600)
    await emulator.close()
    emulator.faults.relayDelay = 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(peer.waiting()).toBe(0)
  })
})

describe('the API', () => {
  test('answers every call with the status that is set', async () => {
    const emulator = await startTestEmulator()
    for (const status of [500, 429, 204]) {
      emulator.faults.api = { status }
      expect((await callApi(emulator, generate)).status).toBe(status)
      expect((await fetch(emulator.accountBaseUrl)).status).toBe(status)
    }
    emulator.faults.api = {}
    expect((await callApi(emulator, generate)).status).toBe(201)
  })

  test('is slow', async () => {
    const emulator = await startTestEmulator()
    emulator.faults.api.delay = 150
    const start = performance.now()
    expect((await callApi(emulator, generate)).status).toBe(201)
    expect(performance.now() - start).toBeGreaterThan(145)
  })

  test('hangs until the fault is lifted', async () => {
    const emulator = await startTestEmulator()
    emulator.faults.api.hang = true
    let isAnswered = false
    const answer = callApi(emulator, generate)
    answer.then(() => (isAnswered = true))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(isAnswered).toBe(false)
    emulator.faults.api.hang = false
    expect((await answer).status).toBe(201)
  })

  test('that hangs lets its client give up, and can be closed', async () => {
    const emulator = await startTestEmulator()
    emulator.faults.api = { hang: true }
    await expect(fetch(emulator.baseUrl, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/)
    const answer = expect(callApi(emulator, generate)).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await emulator.close()
    await answer
  })
})

async function startCall() {
  const emulator = await startTestEmulator()
  const client = await connect(emulator, { credential: await issueCredential(emulator) })
  const peer = await openPeer()
  const { relay } = await client.allocate()
  await client.createPermission(peer)
  return { emulator, client, peer, relay }
}
