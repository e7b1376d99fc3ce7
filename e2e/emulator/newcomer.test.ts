import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { repository } from '../../scripts/release/packages.ts'
import { packPackage } from '../../scripts/release/packPackage.ts'

const run = promisify(execFile)
const emulator = join(repository, 'packages/emulator')
const shell = process.platform === 'win32'

test("the emulator's first example works in an empty project, from the package as it is published", async () => {
  const project = await mkdtemp(join(tmpdir(), 'newcomer-'))
  onTestFinished(() => rm(project, { recursive: true }))
  const tarball = await packPackage('emulator', project)
  const { devDependencies } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))

  await writeFile(join(project, 'package.json'), '{ "name": "newcomer", "private": true, "type": "module" }')
  await writeFile(join(project, 'first.test.ts'), await firstExample())
  const packages = [tarball, `vitest@${devDependencies.vitest}`]
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund']
  await run('npm', ['install', '--save-dev', ...quiet, ...packages], { cwd: project, shell })
  // The options of this run are not the newcomer's.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|VITEST)/.test(name)))
  const { stdout } = await run('npx', ['vitest', 'run'], { cwd: project, shell, env })
  expect(stdout).toMatch(/Tests\s.*1 passed/)
  const { stdout: help } = await run('npx', ['freshice-emulator', '--help'], { cwd: project, shell, env })
  expect(help).toContain('--turn-port')
})

/** The first of the README that is a test. */
async function firstExample(): Promise<string> {
  const readme = await readFile(join(emulator, 'README.md'), 'utf8')
  return /```ts\n(import[^`]*startEmulator[\s\S]*?)```/.exec(readme)?.[1] ?? ''
}
