import { type ChildProcess, spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

export interface StartOptions {
  cwd: string
  /** @default that of this process */
  env?: NodeJS.ProcessEnv | undefined
}

/** A process that was started, and all that it starts itself. */
export interface StartedProcess {
  /** What it has written so far, without colours. */
  output(): string
  /** Resolves with its exit code, once it has ended by itself or by `stop`. */
  ended: Promise<number>
  /** Ends it, and what it has started. */
  stop(): Promise<void>
}

/** How long a process may take to end when it is asked to, in milliseconds. */
const PATIENCE = 5000

const groups = new Set<number>()
// Nothing outlives this process, however that ends.
process.once('exit', () => {
  for (const group of groups) signal(group, 'SIGKILL')
})

/** Starts a process in a group of its own, so that it can be ended together with what it starts. Not on Windows. */
export function startProcess(command: string, args: string[], { cwd, env }: StartOptions): StartedProcess {
  const child = spawn(command, args, {
    ...{ cwd, env, detached: true, shell: process.platform === 'win32' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const group = child.pid
  if (group) groups.add(group)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const ended = exitOf(child)

  return {
    output: () => stripVTControlCharacters(output),
    ended,
    async stop() {
      if (!group) return
      signal(group, 'SIGTERM')
      const timer = setTimeout(() => signal(group, 'SIGKILL'), PATIENCE)
      await ended.catch(() => {})
      clearTimeout(timer)
      // What it started may not have heard.
      signal(group, 'SIGKILL')
      groups.delete(group)
    },
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    // Once all is read that it wrote; a signal counts as a failure.
    child.once('close', (code) => resolve(code ?? 1))
  })
  // Whoever waits for it is told; nobody has to.
  ended.catch(() => {})
  return ended
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // It has ended.
  }
}
