import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** One of the entries beside this file, with all it needs, as an ES module. */
export async function bundleFor(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@freshice/source', 'worker'],
    // unstorage names modules of Node that none of these drivers uses.
    external: ['node:*', 'cloudflare:*'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
