import { cp, readFile, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PackageName, repository } from '../packages.ts'
import { run } from '../run.ts'
import type { Consumer } from './consumer.ts'
import { consumerEnv } from './consumerEnv.ts'

const sources = fileURLToPath(new URL('../consumers/', import.meta.url))
/** What a page needs for a call within itself: in a true app, its signalling. */
const signalling = [join(sources, 'shared/callBetween.ts'), join(repository, 'e2e/page/negotiate.ts')]

/** Copies a project to a folder outside of the workspace, and installs it there with npm, as its author would. */
export async function installConsumer(
  { name, shared, packages }: Consumer,
  { folder, tarballs }: { folder: string; tarballs: Record<PackageName, string> },
): Promise<void> {
  await cp(join(sources, name), folder, { recursive: true })
  if (shared) for (const path of signalling) await cp(path, join(folder, shared, nameOf(path)))
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages.map((name) => tarballs[name])]
  await run('npm', args, { cwd: folder, env: consumerEnv() })
}

/** Copies the page that needs no bundler; the signalling comes without its types. */
export async function copyPlainPage(folder: string): Promise<void> {
  await cp(join(sources, 'plain'), folder, { recursive: true })
  for (const path of signalling) {
    const code = stripTypeScriptTypes(await readFile(path, 'utf8')).replaceAll(".ts'", ".js'")
    await writeFile(join(folder, nameOf(path).replace(/ts$/, 'js')), code)
  }
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
