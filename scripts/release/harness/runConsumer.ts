import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'
import type { PackageName } from '../packages.ts'
import { run as runCommand } from '../run.ts'
import { printSteps, type StepResult, timed } from '../step.ts'
import type { Consumer } from './consumer.ts'
import { consumerEnv } from './consumerEnv.ts'
import { driveConsumer } from './driveConsumer.ts'
import { installConsumer } from './installConsumer.ts'

export interface RunConsumerOptions {
  /** Outside of the workspace. */
  folder: string
  tarballs: Record<PackageName, string>
  browser: Browser
}

export interface ConsumerResult {
  name: string
  /** What it was made with: `vite 8.3.8, react 19.3.1`. */
  tools: string
  /** Those that it came to; the last one may have failed. */
  steps: StepResult[]
}

/** Installs a project, builds it, runs it and drives it in a browser; then its dev server, if it has one. */
export async function runConsumer(
  consumer: Consumer,
  { folder, tarballs, browser }: RunConsumerOptions,
): Promise<ConsumerResult> {
  const { name, kind, tools } = consumer
  const cwd = join(folder, name)
  const work: Record<string, () => Promise<unknown>> = {
    install: () => installConsumer(consumer, { folder: cwd, tarballs }),
    build: () => runCommand('npm', ['run', 'build', '--if-present'], { cwd, env: consumerEnv() }),
    drive: () => driveConsumer(consumer, { cwd, browser, script: 'start' }),
  }
  if (kind === 'app' || kind === 'rendered') {
    work.dev = () => driveConsumer(consumer, { cwd, browser, script: 'dev' })
  }

  const steps: StepResult[] = []
  for (const [what, run] of Object.entries(work)) {
    steps.push(await timed(what, run))
    if (steps.at(-1)?.fault !== undefined) break
  }
  printSteps(name, steps)
  return { name, tools: await versionsOf(tools, cwd), steps }
}

async function versionsOf(tools: string[], cwd: string): Promise<string> {
  const versions = tools.map(async (tool) => {
    const manifest = await readFile(join(cwd, 'node_modules', tool, 'package.json'), 'utf8').catch(() => '{}')
    return `${tool} ${JSON.parse(manifest).version}`
  })
  return (await Promise.all(versions)).join(', ')
}
