export interface Environment {
  keyId: string
  keySecret: string
  baseUrl: string | undefined
  ttl: number | undefined
  appToken: string
  port: number
}

/** Reads what the endpoint needs from the environment. Throws an Error that names every variable that is missing. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const needed = ['TURN_KEY_ID', 'TURN_KEY_SECRET', 'APP_TOKEN']
  const missing = needed.filter((name) => !variables[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in the environment, then start again.`)

  const port = Number(variables.PORT || 8787)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a number from 0 to 65535.')

  return {
    keyId: variables.TURN_KEY_ID ?? '',
    keySecret: variables.TURN_KEY_SECRET ?? '',
    baseUrl: variables.TURN_BASE_URL || undefined,
    ttl: variables.TURN_TTL ? Number(variables.TURN_TTL) : undefined,
    appToken: variables.APP_TOKEN ?? '',
    port,
  }
}
