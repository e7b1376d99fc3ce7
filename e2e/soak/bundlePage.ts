import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A script for a page, with all that it imports. */
export async function bundlePage(entry: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['@freshice/source'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
