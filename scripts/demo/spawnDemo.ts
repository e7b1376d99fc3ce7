import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type ExampleName = 'React' | 'Vue'

export interface SpawnedDemo {
  /** Where the apps are. */
  urls: Record<ExampleName, string>
  process: ChildProcess
  /** Ends it as Ctrl-C does. Resolves with its exit code and signal. */
  stop: () => Promise<unknown[]>
}

/** Starts the demo as `pnpm demo` does, in a process of its own. `ttl` is the life of a credential, in seconds. */
export async function spawnDemo({ ttl }: { ttl: number }): Promise<SpawnedDemo> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const args = ['--disable-warning=ExperimentalWarning', '--conditions=@freshice/source', 'scripts/demo.ts']
  const demo = spawn(process.execPath, args, { cwd: root, env: { ...process.env, DEMO_TTL: String(ttl) } })
  const exited = once(demo, 'exit')
  const message = await new Promise<string>((resolve, reject) => {
    let text = ''
    demo.stdout.on('data', (chunk) => {
      text += chunk
      if (text.includes('Ctrl-C')) resolve(text)
    })
    demo.once('exit', (code) => reject(new Error(`The demo ended with ${code}.`)))
  })
  const urlOf = (name: ExampleName) => new RegExp(`${name}\\s+(http\\S+)`).exec(message)?.[1] ?? ''
  return {
    urls: { React: urlOf('React'), Vue: urlOf('Vue') },
    process: demo,
    stop() {
      demo.kill('SIGINT')
      return exited
    },
  }
}
