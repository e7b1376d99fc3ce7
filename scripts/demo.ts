import { startEmulator } from '@freshice/emulator'
import { cloudflareTurn } from '@freshice/server'
import { createIceEndpoint } from 'example-node'
import { serveEndpoint } from './demo/serveEndpoint.ts'
import { serveExample } from './demo/serveExample.ts'
import { startMessage } from './demo/startMessage.ts'

// Everything the example apps need, in one process: a TURN server whose credentials end, the endpoint that hands them
// out, and both apps. DEMO_TTL is the life of a credential in seconds.
const ttl = Number(process.env.DEMO_TTL || 30)
const ends: (() => Promise<unknown>)[] = []

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(0))

try {
  const emulator = await startEmulator()
  ends.push(() => emulator.close())

  const provider = cloudflareTurn(emulator)
  const endpoint = createIceEndpoint({ provider, ttl, authorize: () => ({ user: 'demo' }) })
  const served = await serveEndpoint(endpoint.fetch, { port: 8787 })
  ends.push(served.close)

  // One after the other: where the usual ports are taken, React gets the lower one all the same.
  const react = await serveExample('react', { port: 5173, endpoint: served.url })
  ends.push(react.close)
  const vue = await serveExample('vue', { port: 5174, endpoint: served.url })
  ends.push(vue.close)

  const addresses = {
    react: react.url,
    vue: vue.url,
    endpoint: `${served.url}/api/ice-servers`,
    turn: emulator.turnUrl,
  }
  console.log(startMessage({ ...addresses, ttl }))
} catch (error) {
  // What is wrong, in a sentence; a stack would only hide it.
  console.error(error instanceof Error ? error.message : error)
  await end(1)
}

/** Ends what was started, last first; what takes longer than a second ends with the process. */
async function end(exitCode: number): Promise<never> {
  const patience = new Promise((resolve) => setTimeout(resolve, 1000))
  await Promise.race([Promise.allSettled(ends.reverse().map((close) => close())), patience])
  process.exit(exitCode)
}
