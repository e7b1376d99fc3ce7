import { delimiter, dirname } from 'node:path'
import { repository } from '../packages.ts'

/** Nothing is sent to the makers of the tools. */
const TELEMETRY_OFF = {
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
  // Wrangler would ask Cloudflare where on earth this machine is.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}

/** What pnpm and vitest tell their scripts, and what would change how a tool of somebody else works. */
const ours = /^(npm_(package|lifecycle|command|execpath|node_execpath)|pnpm_|INIT_CWD|NODE_(OPTIONS|ENV|PATH)|VITEST)/i

/** The environment of a project outside of this repository: the same Node, and none of the commands installed here. */
export function consumerEnv(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ours.test(name))
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(repository))
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), ...folders].join(delimiter),
    NO_COLOR: '1',
    ...TELEMETRY_OFF,
    ...more,
  }
}
