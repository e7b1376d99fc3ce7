import type { PackageName } from '../packages.ts'

/** A project outside of this repository that uses the packages as its author would. */
export interface Consumer {
  /** Its folder in `consumers/`. */
  name: string
  /**
   * - `page`: files that any web server serves
   * - `endpoint`: a server that gives the page of `plain` its servers
   * - `app`: a page that a bundler makes, for an endpoint elsewhere
   * - `rendered`: a page rendered on a server, which is the endpoint too
   */
  kind: 'page' | 'endpoint' | 'app' | 'rendered'
  /** What it installs of ours. */
  packages: PackageName[]
  /** Of what it installs else, the versions that are recorded. */
  tools: string[]
  /** Where its copy of `callBetween.ts` goes. */
  shared?: string | undefined
  /** Who gives it credentials: Cloudflare's API as emulated, or a coturn. @default 'cloudflare' */
  turn?: 'cloudflare' | 'coturn' | undefined
  /** Where it reads its variables, when not in the environment. */
  envFile?: string | undefined
}

/** All of them, in the order in which they are run. */
export const consumers: Consumer[] = [
  { name: 'plain', kind: 'page', packages: ['core'], tools: [] },
  { name: 'node', kind: 'endpoint', packages: ['core', 'server'], tools: ['hono', 'typescript'], turn: 'coturn' },
  {
    name: 'worker',
    kind: 'endpoint',
    packages: ['core', 'server'],
    tools: ['wrangler', 'typescript'],
    envFile: '.dev.vars',
  },
  {
    name: 'vite-react',
    kind: 'app',
    packages: ['core', 'react', 'emulator'],
    tools: ['vite', 'react', 'swr', 'typescript'],
    shared: 'src',
  },
  {
    name: 'vite-vue',
    kind: 'app',
    packages: ['core', 'vue', 'emulator'],
    tools: ['vite', 'vue', 'vue-tsc'],
    shared: 'src',
  },
  {
    name: 'next',
    kind: 'rendered',
    packages: ['core', 'react', 'server'],
    tools: ['next', 'react', 'typescript'],
    shared: 'app',
  },
  {
    name: 'nuxt',
    kind: 'rendered',
    packages: ['core', 'vue', 'server'],
    tools: ['nuxt', 'vue', 'vue-tsc'],
    shared: 'app',
  },
]
