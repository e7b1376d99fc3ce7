import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { createServer, defaultClientConditions } from 'vite'

export interface ServedCopy {
  url: string
  /** Saves a file of the copy anew, as an editor does. */
  edit(file: string, change: (code: string) => string): Promise<void>
  close(): Promise<void>
}

/** Serves a copy of an example app with Vite, so that its files can be edited. */
export async function serveCopy(name: 'react' | 'vue', endpoint: string): Promise<ServedCopy> {
  const original = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url))
  const root = await mkdtemp(join(tmpdir(), 'freshice-hot-'))
  // Without what has paths out of the folder: packages are found through a link, and types are not looked at.
  const isCopied = (path: string) => !['node_modules', 'tsconfig.json', 'dist'].includes(basename(path))
  await cp(original, root, { recursive: true, filter: isCopied })
  await symlink(join(original, 'node_modules'), join(root, 'node_modules'))
  const server = await createServer({
    root,
    // Its own brings an emulator whose credentials end after half a minute.
    configFile: false,
    plugins: [name === 'react' ? react() : vue()],
    resolve: { conditions: ['@freshice/source', ...defaultClientConditions] },
    cacheDir: join(root, '.vite'),
    logLevel: 'warn',
    server: { host: '127.0.0.1', port: 0, proxy: { '/api': endpoint }, fs: { strict: false } },
  })
  await server.listen()
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    async edit(file, change) {
      const path = join(root, file)
      const code = await readFile(path, 'utf8')
      const changed = change(code)
      if (changed === code) throw new Error(`Nothing to edit in ${file}.`)
      await writeFile(path, changed)
    },
    async close() {
      await server.close()
      await rm(root, { recursive: true })
    },
  }
}
