import { join } from 'node:path'
import { createServer, defaultClientConditions } from 'vite'

// A dev server with the app's own vite.config.ts, in a process of its own, so that its import of the emulator gets the sources.
// It tells its address, and ends with its parent.

const root = process.argv[2] ?? ''
const server = await createServer({
  root,
  resolve: { conditions: ['@freshice/source', ...defaultClientConditions] },
  cacheDir: join(root, '.vite'),
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0, fs: { strict: false } },
})
await server.listen()
process.once('disconnect', async () => {
  await server.close()
  process.exit()
})
process.send?.(server.resolvedUrls?.local[0])
