import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiTexts } from '../api/apiTexts.ts'
import { repository } from '../packages.ts'
import { run } from '../run.ts'

/** @throws Error with the difference when the built types are not those that were reviewed */
export async function checkApi(): Promise<void> {
  const texts = await apiTexts('build')
  const changed = texts.filter(({ text, written }) => text !== written)
  if (changed.length === 0) return
  const folder = await mkdtemp(join(tmpdir(), 'freshice-api-'))
  const differences: string[] = []
  for (const { specifier, snapshot, text, written } of changed) {
    const now = join(folder, 'now.d.ts')
    await writeFile(now, text)
    if (written === undefined) differences.push(`${specifier} is new.`)
    else differences.push(await difference(snapshot, now))
  }
  await rm(folder, { recursive: true })
  throw new Error(`${differences.join('\n')}\nIf it is meant: pnpm release:check --update`)
}

/** Git tells what differs with 1. */
async function difference(before: string, after: string): Promise<string> {
  return run('git', ['diff', '--no-index', '--no-color', before, after], { cwd: repository }).catch(
    (error: Error) => error.message,
  )
}
