import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './markdownPages.ts'

/** Commands of pnpm itself. */
const builtIn = ['exec', 'install', 'add']

/** The scripts that a text calls with pnpm and that no package.json has: `name`, or `folder name`. */
export function missingScripts(text: string): string[] {
  const calls = text.matchAll(/(?<![\w@/-])pnpm(?:@\d+)?(?: --dir (\S+))?(?: run)? ([a-z][\w:-]*)/g)
  return Array.from(calls, ([, folder = '', script = '']) => ({ folder, script }))
    .filter(({ folder, script }) => !builtIn.includes(script) && !(script in scriptsOf(folder)))
    .map(({ folder, script }) => `${folder} ${script}`.trim())
}

function scriptsOf(folder: string): Record<string, string> {
  return JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')).scripts ?? {}
}
