import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PackageName, repository } from './packages.ts'
import { run } from './run.ts'

/** Builds a package and packs it as it would be published. Resolves with the path of the tarball. */
export async function packPackage(name: PackageName, folder: string): Promise<string> {
  const cwd = join(repository, 'packages', name)
  await run('pnpm', ['run', 'build'], { cwd })
  await mkdir(folder, { recursive: true })
  await run('pnpm', ['pack', '--pack-destination', folder], { cwd })
  const { version } = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'))
  return join(folder, `freshice-${name}-${version}.tgz`)
}
