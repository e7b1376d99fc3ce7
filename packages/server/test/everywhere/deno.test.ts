import { createRequire } from 'node:module'
import { join } from 'node:path'
import { handlerSuite } from './handlerSuite.ts'
import { startRuntime } from './startRuntime.ts'

const { resolve } = createRequire(import.meta.url)
// Deno itself lies beside the script of the package, which would only start it.
const path = join(resolve('deno/package.json'), '..', process.platform === 'win32' ? 'deno.exe' : 'deno')
const args = ['run', '--no-config', '--allow-net', '--allow-env', '--quiet']

handlerSuite('Deno', (env) => startRuntime({ path, args, entry: 'denoServer.ts' }, env))
