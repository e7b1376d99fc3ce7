import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ScreenName } from './screens.ts'

export interface RenderRequest {
  name: ScreenName
  url: string
  /** An answer for a client of this request; without one the screen names the URL. */
  initial?: unknown
}

/** A server that renders screens, in a thread of its own: what these tests run in has a window. */
export async function renderServer() {
  const worker = new Worker(join(import.meta.dirname, 'renderWorker.ts'), {
    execArgv: ['--conditions=@freshice/source', '--disable-warning=ExperimentalWarning'],
  })
  await once(worker, 'message')

  async function render(request: RenderRequest): Promise<string> {
    worker.postMessage(request)
    const [html] = await once(worker, 'message')
    return html
  }
  return { render, close: () => worker.terminate() }
}
