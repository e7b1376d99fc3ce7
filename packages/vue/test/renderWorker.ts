import { parentPort } from 'node:worker_threads'
import { createIceClient } from '@freshice/core'
import { renderToString } from 'vue/server-renderer'
import type { RenderRequest } from './renderServer.ts'
import { screenApp } from './screens.ts'

// A server: a thread without window or document.

parentPort?.on('message', async ({ name, url, initial }: RenderRequest) => {
  const client = createIceClient(url, { initial })
  parentPort?.postMessage(await renderToString(screenApp(name, initial ? { client } : { source: url })))
})

parentPort?.postMessage('ready')
