import { Miniflare } from 'miniflare'
import { bundleFor } from './bundleFor.ts'
import { handlerSuite } from './handlerSuite.ts'
import { limit } from './limit.ts'

handlerSuite('workerd, with KV and its rate limiting binding', async (env) => {
  const worker = new Miniflare({
    modules: true,
    script: await bundleFor('worker.ts'),
    compatibilityDate: '2026-01-01',
    host: '127.0.0.1',
    port: 0,
    bindings: { ...env },
    kvNamespaces: ['CREDENTIALS'],
    ratelimits: { LIMITER: { namespace_id: '1', simple: { limit, period: 60 } } },
    handleStructuredLogs: () => {},
  })
  return { url: String(await worker.ready), close: () => worker.dispose() }
})
