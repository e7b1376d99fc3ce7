import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import { checkAnswer } from './checkAnswer.ts'
import { checkRendered } from './checkRendered.ts'
import type { Consumer } from './consumer.ts'
import { driveCall } from './driveCall.ts'
import { copyPlainPage } from './installConsumer.ts'
import { servePlainPage } from './servePlainPage.ts'
import { startConsumer } from './startConsumer.ts'
import { startTurn, TTL } from './startTurn.ts'

export interface DriveConsumerOptions {
  /** Where the project is. */
  cwd: string
  browser: Browser
  /** As built, or its dev server. */
  script: 'start' | 'dev'
}

/** Runs a project with a TURN server behind it, and has its page call itself. Ends all that it starts. */
export async function driveConsumer(
  { kind, turn: turnKind = 'cloudflare', envFile }: Consumer,
  { cwd, browser, script }: DriveConsumerOptions,
): Promise<void> {
  const ends: (() => unknown)[] = []
  let output = () => ''
  try {
    const { env, secrets, house, close } = await startTurn(turnKind)
    ends.push(close)
    if (envFile) await writeFile(join(cwd, envFile), lines(env))
    let url = env.ICE_ENDPOINT ?? ''
    if (kind !== 'page') {
      const server = await startConsumer(script, { cwd, env })
      ends.push(server.close)
      ;({ url, output } = server)
    }
    if (kind === 'endpoint' || kind === 'rendered') {
      await checkAnswer(new URL('/api/ice-servers', url), { ttl: TTL, secrets })
    }
    if (kind === 'rendered') await checkRendered(url, secrets)
    if (kind === 'page' || kind === 'endpoint') {
      const page = join(cwd, 'page')
      await copyPlainPage(page)
      const served = await servePlainPage({ page, project: cwd, api: url })
      ends.push(served.close)
      url = served.url
    }
    // A dev server has an emulator of its own, by the plugin.
    const isElsewhere = kind === 'app' && script === 'dev'
    await driveCall(browser, { url, house: isElsewhere ? undefined : house })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${output().slice(-3000)}`, { cause: error })
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

const lines = (env: Record<string, string>) =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
