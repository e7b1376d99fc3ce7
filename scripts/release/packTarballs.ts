import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGES, type PackageName, repository } from './packages.ts'
import { packPackage } from './packPackage.ts'

/** Where tarballs are put, which git ignores. */
const folder = join(repository, 'tarballs')

/** Builds and packs all packages, in the place of what was packed before. Resolves with the path of each. */
export async function packTarballs(): Promise<Record<PackageName, string>> {
  await rm(folder, { recursive: true, force: true })
  const packed: [PackageName, string][] = []
  for (const name of PACKAGES) packed.push([name, await packPackage(name, folder)])
  return Object.fromEntries(packed) as Record<PackageName, string>
}
