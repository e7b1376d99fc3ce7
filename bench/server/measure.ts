import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import type { ContenderName } from './contenders.ts'

export interface Load {
  /** How many requests are sent. */
  requests: number
  /** How many connections send them. */
  connections: number
  /** How many users they are of. */
  users: number
}

export interface Measured {
  /** Answered requests for each second. */
  rate: number
  /** CPU time of the server for each request, in microseconds. */
  cpu: number
  /** The 99th percentile of the time until the answer, in milliseconds. */
  p99: number
  /** Answers that were not 200, and requests without one. */
  errors: number
}

const script = fileURLToPath(new URL('serve.ts', import.meta.url))

/** Starts the contender in a process of its own, warms it up, and sends it so many requests. */
export async function measure(name: ContenderName, load: Load): Promise<Measured> {
  const child = fork(script, [name])
  try {
    const [port] = await once(child, 'message')
    const url = `http://127.0.0.1:${port}/`
    await send(url, { ...load, requests: load.requests / 5 })
    const before = await cpuOf(child)
    const { latency, seconds, ...counts } = await send(url, load)
    const cpu = ((await cpuOf(child)) - before) / load.requests
    return { rate: load.requests / seconds, cpu, p99: latency.p99, errors: load.requests - counts['2xx'] }
  } finally {
    child.kill()
  }
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message')
  child.send('cpu')
  return (await answer)[0]
}

/** Sends the requests, and tells how long it took from the first to the last answer: autocannon itself counts in whole seconds. */
async function send(
  url: string,
  { requests, connections, users }: Load,
): Promise<autocannon.Result & { seconds: number }> {
  const list = Array.from({ length: users }, (_, index) => ({ headers: { authorization: `Bearer user-${index}` } }))
  let first = 0
  let last = 0
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const sending = autocannon({ url, amount: requests, connections, requests: list }, (error, result) => {
      if (error) reject(error)
      resolve(result)
    })
    sending.on('response', () => {
      last = performance.now()
      first ||= last
    })
  })
  return { ...result, seconds: (last - first) / 1000 }
}
