import { TurnProviderError } from '../errors.ts'

/** The longest delay that setTimeout knows, in milliseconds: about 24.8 days. */
const longestTimeout = 2 ** 31 - 1

interface Unchecked {
  keyId: unknown
  keySecret: unknown
  baseUrl: unknown
  timeout: unknown
}

/** Throws TurnProviderError `invalid-option` for the first option that cannot work. The secret is never quoted. */
export function checkCloudflareTurnOptions(options: Unchecked): void {
  const { keyId, keySecret, baseUrl, timeout } = options
  if (!isFilled(keyId)) throw invalid('keyId, the id of your TURN key. Is TURN_KEY_ID set in the environment?')
  if (!isFilled(keySecret)) throw invalid('keySecret, the secret of your TURN key. Is TURN_KEY_SECRET set?')
  // fetch would refuse it too, with an error that quotes the secret.
  if (!/^[\x21-\x7e]+$/.test(keySecret)) {
    throw invalid('keySecret without white space or line breaks. Was TURN_KEY_SECRET copied with one?')
  }
  if (!isHttpUrl(baseUrl))
    throw invalid('baseUrl as a full http or https URL, such as https://rtc.live.cloudflare.com.')
  if (!(typeof timeout === 'number' && timeout > 0 && timeout <= longestTimeout)) {
    throw invalid(`timeout as a number of milliseconds over 0 and up to ${longestTimeout}.`)
  }
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function isHttpUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)
}

function invalid(what: string): TurnProviderError {
  return new TurnProviderError('invalid-option', `cloudflareTurn needs the option ${what}`)
}
