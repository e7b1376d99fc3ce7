import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { startProcess } from '../startProcess.ts'
import { consumerEnv } from './consumerEnv.ts'

/** How long a server may take until it answers, in milliseconds. */
const PATIENCE = 120_000

/** Starts a server of a project by one of its scripts, and resolves once it answers. */
export async function startConsumer(
  script: 'start' | 'dev',
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<{ url: string; output: () => string; close: () => Promise<void> }> {
  const port = await freePort()
  const options = { cwd, env: consumerEnv({ HOST: '127.0.0.1', PORT: `${port}`, ...env }) }
  const started = startProcess('npm', ['run', script, '--silent'], options)
  const url = `http://127.0.0.1:${port}/`
  const ended = started.ended.then((code) => {
    throw new Error(`Its server ended with ${code}.\n${started.output()}`)
  })
  try {
    await Promise.race([untilItAnswers(url), ended])
  } catch (error) {
    await started.stop()
    throw error
  }
  ended.catch(() => {})
  return { url, output: started.output, close: started.stop }
}

/** Below the ports that systems hand out by themselves, as another socket would get it before the server does. */
async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_768)
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return port
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return freePort()
    throw error
  } finally {
    server.close()
  }
}

async function untilItAnswers(url: string): Promise<void> {
  const end = Date.now() + PATIENCE
  for (;;) {
    try {
      await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
      return
    } catch (error) {
      if (Date.now() > end) throw new Error(`Nothing answers at ${url}.`, { cause: error })
      await wait(100)
    }
  }
}
