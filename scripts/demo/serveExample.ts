import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

export interface ServeExampleOptions {
  /** Where to listen; the next free port where this one is taken. */
  port: number
  /** Where `/api` goes. */
  endpoint: string
}

/** Serves one of the example apps with Vite, as its own `dev` script does. */
export async function serveExample(
  name: 'react' | 'vue',
  { port, endpoint }: ServeExampleOptions,
): Promise<{ url: string; close: () => Promise<void> }> {
  const root = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url))
  // The app's own configuration sends `/api` there, in the place of its emulator.
  process.env.ICE_ENDPOINT = endpoint
  const server = await createServer({
    root,
    configFile: `${root}vite.config.ts`,
    configLoader: 'native',
    logLevel: 'warn',
    server: { host: '127.0.0.1', port, strictPort: false },
  })
  await server.listen()
  return { url: server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${port}/`, close: () => server.close() }
}
