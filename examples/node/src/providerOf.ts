import { cloudflareTurn, coturn, type TurnProvider } from '@freshice/server'

type Variables = Record<string, string | undefined>

/**
 * The TURN service that the environment names: coturn by COTURN_URLS and COTURN_SECRET, or Cloudflare's by TURN_KEY_ID and
 * TURN_KEY_SECRET. Throws an Error that says what is missing.
 */
export function providerOf(variables: Variables): TurnProvider {
  const { COTURN_URLS, COTURN_SECRET, TURN_KEY_ID, TURN_KEY_SECRET, TURN_BASE_URL } = variables
  if (COTURN_URLS && COTURN_SECRET) return coturn({ urls: words(COTURN_URLS), secret: words(COTURN_SECRET) })
  if (TURN_KEY_ID && TURN_KEY_SECRET) {
    return cloudflareTurn({ keyId: TURN_KEY_ID, keySecret: TURN_KEY_SECRET, baseUrl: TURN_BASE_URL || undefined })
  }
  throw new Error(
    'Set COTURN_URLS and COTURN_SECRET, or TURN_KEY_ID and TURN_KEY_SECRET, in the environment, then start again.',
  )
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
