import { checkApi } from './checks/checkApi.ts'
import { checkTarball } from './checks/checkTarball.ts'
import { type PackageName, repository } from './packages.ts'
import { run } from './run.ts'
import { type StepResult, step } from './step.ts'

/** Looks at the packages as they are packed, and at what is dead in the repository. Goes on after a failure. */
export async function checkPackages(tarballs: Record<PackageName, string>): Promise<StepResult[]> {
  const exec = (...args: string[]) => run('pnpm', ['exec', ...args], { cwd: repository })
  const paths = Object.values(tarballs)
  const each = async (look: (path: string) => Promise<unknown>) => {
    for (const path of paths) await look(path)
  }
  return [
    await step('tarballs hold what they should', () => each(checkTarball)),
    await step('publint --strict', () => each((path) => exec('publint', 'run', path, '--strict'))),
    await step('attw, profile esm-only', () => each((path) => exec('attw', path, '--profile', 'esm-only'))),
    await step('knip', () => exec('knip')),
    await step('size-limit', () => exec('size-limit')),
    await step('public names and types', checkApi),
    // Fails on a dead link and on a name in the API that TypeDoc does not find.
    await step('docs', () => run('pnpm', ['run', 'docs:build'], { cwd: repository })),
  ]
}
