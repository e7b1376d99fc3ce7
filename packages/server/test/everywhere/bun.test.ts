import { createRequire } from 'node:module'
import { handlerSuite } from './handlerSuite.ts'
import { startRuntime } from './startRuntime.ts'

const { resolve } = createRequire(import.meta.url)
// The package brings Bun itself, under this name on every system.
const path = resolve('bun/bin/bun.exe')

handlerSuite('Bun', (env) => startRuntime({ path, entry: 'bunServer.ts' }, env))
