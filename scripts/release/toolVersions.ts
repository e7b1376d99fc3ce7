import { createRequire } from 'node:module'
import { chromium, turnserver } from '../browsers.ts'
import { consumerEnv } from './harness/consumerEnv.ts'
import { repository } from './packages.ts'
import { run } from './run.ts'

const require = createRequire(import.meta.url)

/** What a release is checked with: names and versions. */
export async function toolVersions(): Promise<string[]> {
  const firstNumber = async (command: string | undefined, ...args: string[]) => {
    if (!command) return 'missing'
    const output = await run(command, args, { cwd: repository, env: consumerEnv() }).catch(String)
    return /\d+(\.\d+)+/.exec(output)?.[0] ?? '?'
  }
  const own = ['publint', '@arethetypeswrong/cli', 'knip', 'size-limit', 'typescript'].map(
    (name) => `${name} ${require(`${repository}/node_modules/${name}/package.json`).version}`,
  )
  return [
    `Node ${process.versions.node}`,
    `npm ${await firstNumber('npm', '--version')}`,
    ...own,
    `Chromium ${await firstNumber(chromium(), '--version')}`,
    `coturn ${await firstNumber(turnserver(), '--version')}`,
  ]
}
