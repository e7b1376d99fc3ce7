import { readdirSync } from 'node:fs'

const packages = readdirSync(new URL('../../packages', import.meta.url))

/** The pages whose figures are held to what was measured, from the top of the repository. */
export const pages = ['README.md', ...packages.map((name) => `packages/${name}/README.md`), 'bench/RESULTS.md']
