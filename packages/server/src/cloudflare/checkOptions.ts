import { TurnProviderError } from '../errors.ts'

/** Throws TurnProviderError `invalid-option` unless the value can stand in a URL's path: `what` names it and where it comes from. */
export function checkId(value: unknown, where: string, what: string): void {
  // Percent-encoding leaves dots as they are, and URLs take such a part out of the path.
  if (typeof value === 'string' && value.trim() !== '' && value !== '.' && value !== '..') return
  throw invalid(where, what)
}

/** Throws TurnProviderError `invalid-option` unless the value can be sent as a bearer. It is never quoted. */
export function checkSecret(value: unknown, where: string, { option, variable, what }: SecretName): void {
  if (typeof value !== 'string' || value.trim() === '') throw invalid(where, `${option}, ${what}. Is ${variable} set?`)
  // fetch would refuse it too, with an error that quotes the secret.
  if (/^[\x21-\x7e]+$/.test(value)) return
  throw invalid(where, `${option} without white space or line breaks. Was ${variable} copied with one?`)
}

interface SecretName {
  option: string
  /** Its name in the environment. */
  variable: string
  /** What it is, for people. */
  what: string
}

/** Throws TurnProviderError `invalid-option` unless the value is a full URL. */
export function checkUrl(
  value: unknown,
  where: string,
  { option, example }: { option: string; example: string },
): void {
  if (typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)) return
  throw invalid(where, `${option} as a full http or https URL, such as ${example}.`)
}

function invalid(where: string, what: string): TurnProviderError {
  return new TurnProviderError('invalid-option', `${where} needs the option ${what}`)
}
