import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The version of a package that a bench runs on. */
export function versionOf(specifier: string): string {
  if (specifier.startsWith('@freshice/')) return '(this repository)'
  const url = import.meta.resolve(`${specifier}/package.json`)
  return (JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as { version: string }).version
}
