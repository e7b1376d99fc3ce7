// @vitest-environment node
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ServerComponentRequest } from './renderServerComponent.ts'
import { testEndpoint } from './testEndpoint.ts'

let endpoint: Awaited<ReturnType<typeof testEndpoint>>

beforeEach(async () => {
  endpoint = await testEndpoint()
})
afterEach(() => endpoint.close())

/** Renders a server component, and waits until nothing runs there any more. */
async function render(prop: ServerComponentRequest['prop']): Promise<{ html: string; errors: string[] }> {
  const workerData: ServerComponentRequest = { url: endpoint.url, prop }
  const worker = new Worker(join(import.meta.dirname, 'renderServerComponent.ts'), {
    workerData,
    // React warns on the console too.
    stderr: true,
    execArgv: ['--conditions=react-server', '--conditions=@freshice/source', '--disable-warning=ExperimentalWarning'],
  })
  const ended = once(worker, 'exit')
  const [rendered] = await once(worker, 'message')
  expect(await ended).toEqual([0])
  return rendered
}

test('a client is no prop of a server component: React says so, no secret gets out, and nothing is asked', async () => {
  const { html, errors } = await render('client')
  // One for each of its functions.
  expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) expect(error).toMatch(/Functions cannot be passed directly to Client Components/)
  expect(html + errors).not.toContain('secret')
  expect(endpoint.requests).toBe(0)
})

test('an answer is one', async () => {
  const { html, errors } = await render('answer')
  expect(errors).toEqual([])
  expect(html).toContain('"username":"ada"')
})
