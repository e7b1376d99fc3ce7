import { basename } from 'node:path'
import { repository } from '../packages.ts'
import { run } from '../run.ts'

/** What npm shows of a package, or its users need. */
const TOLD = [
  'description',
  'keywords',
  'license',
  'homepage',
  'repository',
  'bugs',
  'engines',
  'sideEffects',
  'exports',
]

/** @throws Error when a tarball lacks what its users need, or brings what is only for us */
export async function checkTarball(tarball: string): Promise<void> {
  const listed = await run('tar', ['-tzf', tarball], { cwd: repository })
  const files = listed
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''))
  const manifest = await run('tar', ['-xzOf', tarball, 'package/package.json'], { cwd: repository })
  const told = JSON.parse(manifest)
  const named = [...manifest.matchAll(/"\.\/(dist\/[^"]+)"/g)].map(([, path = '']) => path)
  const faults = [
    ...['LICENSE', 'README.md', ...named].filter((path) => !files.includes(path)).map((path) => `lacks ${path}`),
    ...TOLD.filter((name) => told[name] === undefined).map((name) => `does not tell its ${name}`),
    ...files
      .filter((path) => !/^(dist\/|LICENSE$|README\.md$|CHANGELOG\.md$|package\.json$)/.test(path))
      .map((path) => `brings ${path}`),
    ...['workspace:', '@freshice/source']
      .filter((text) => manifest.includes(text))
      .map((text) => `has ${text} in its package.json`),
  ]
  if (faults.length > 0) throw new Error(faults.map((fault) => `${basename(tarball)} ${fault}.`).join('\n'))
}
