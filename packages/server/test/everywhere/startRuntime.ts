import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppEnv } from './app.ts'
import { bundleFor } from './bundleFor.ts'
import type { Platform } from './handlerSuite.ts'

export interface Runtime {
  /** The program. */
  path: string
  /** What stands before the script. */
  args?: string[]
  /** The script, beside this file; it prints its address. */
  entry: string
}

/** Runs the app as a process of another runtime. */
export async function startRuntime({ path, args = [], entry }: Runtime, env: AppEnv): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'freshice-'))
  const script = join(folder, 'server.mjs')
  await writeFile(script, await bundleFor(entry))
  const child = spawn(path, [...args, script], { env: { ...env, HOME: folder, NO_COLOR: '1' } })
  const ended = once(child, 'close')
  let said = ''
  const url = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
        const address = /http:\S+/.exec(said)?.[0]
        if (address) resolve(address)
      })
    }
  })
  const failed = ended.then(() => Promise.reject(new Error(`${path} ended: ${said}`)))
  return {
    url: await Promise.race([url, failed]),
    async close() {
      child.kill('SIGKILL')
      await failed.catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}
