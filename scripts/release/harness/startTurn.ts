import { randomBytes } from 'node:crypto'
import { startCoturn } from '../../../e2e/startCoturn.ts'
import { type House, startHouse } from '../../../e2e/startHouse.ts'
import { turnserver } from '../../browsers.ts'

/** The life of a credential, in seconds: the least that holds on a busy machine. */
export const TTL = 12

/** A TURN server for a project, and what that must be told of it. */
export interface Turn {
  env: Record<string, string>
  /** What no page may ever see. */
  secrets: string[]
  /** The emulator, with an endpoint of its own. Undefined with coturn. */
  house?: House | undefined
  close(): Promise<void>
}

/** Starts the emulator, or a coturn. */
export async function startTurn(kind: 'cloudflare' | 'coturn'): Promise<Turn> {
  return kind === 'coturn' ? startSecretTurn() : startEmulated()
}

async function startEmulated(): Promise<Turn> {
  const house = await startHouse({ ttl: TTL })
  const { keyId, keySecret, apiToken, baseUrl } = house.emulator
  const env = { TURN_KEY_ID: keyId, TURN_KEY_SECRET: keySecret, TURN_BASE_URL: baseUrl, ICE_TTL: `${TTL}` }
  return {
    // Nuxt reads its own names.
    env: { ...env, ...withPrefix('NUXT_', env), ICE_ENDPOINT: house.url },
    secrets: [keySecret, apiToken],
    house,
    close: house.close,
  }
}

async function startSecretTurn(): Promise<Turn> {
  const path = turnserver()
  if (!path) throw new Error('coturn is missing. Debian or Ubuntu: apt-get install coturn.')
  const secret = randomBytes(16).toString('hex')
  const { url, close } = await startCoturn(path, { secrets: [secret] })
  return { env: { TURN_URLS: url, TURN_SECRET: secret, ICE_TTL: `${TTL}` }, secrets: [secret], close }
}

function withPrefix(prefix: string, env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [`${prefix}${name}`, value]))
}
