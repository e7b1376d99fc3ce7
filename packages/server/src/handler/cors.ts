import { TurnProviderError } from '../errors.ts'

export interface CorsOptions {
  /**
   * The origins, besides the endpoint's own, whose pages may ask and read the answer, with cookies too: each as browsers
   * send it, `https://app.example`. A function decides about the others one by one.
   */
  origins: string[] | ((origin: string) => boolean)
}

/** Decides whether pages of this origin may use the endpoint. */
export type IsListed = (origin: string | null) => boolean

/** Scheme and host as browsers serialize them; apps in a shell have schemes of their own. */
const serializedOrigin = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@A-Z]+$/

/** Checks the option `cors` and makes the decision of it. Throws TurnProviderError `invalid-option`. */
export function originList(cors: CorsOptions | undefined): IsListed {
  if (cors === undefined) return () => false
  const { origins } = cors
  if (typeof origins === 'function') {
    // Every sandboxed page and file has the origin "null", so nobody can mean it.
    return (origin) => origin !== null && origin !== 'null' && origins(origin) === true
  }
  if (!Array.isArray(origins)) throw invalid('must be a list of origins or a function that decides about one.')
  const faulty = origins.find((origin) => !isOrigin(origin))
  if (faulty !== undefined) {
    throw invalid(
      `holds ${JSON.stringify(faulty)}, which is no origin. Write it as "https://app.example": lower case, no path, no slash at the end, no "*".`,
    )
  }
  const listed = new Set(origins)
  return (origin) => origin !== null && listed.has(origin)
}

/** The headers that let a listed origin read an answer; `undefined` stands for an origin that is not listed. */
export function corsHeaders(origin: string | undefined): Record<string, string> {
  // Told to every origin, so that no cache gives the answer to one to another.
  if (origin === undefined) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Date, Age, Retry-After',
  }
}

/** The headers of the answer to a preflight of a listed origin. It may send any header: that is what it is listed for. */
export function preflightHeaders(request: Request, methods: string[]): Record<string, string> {
  const asked = request.headers.get('Access-Control-Request-Headers')
  return {
    'Access-Control-Allow-Methods': methods.join(', '),
    ...(asked ? { 'Access-Control-Allow-Headers': asked } : {}),
    // In seconds: the longest that Chromium keeps.
    'Access-Control-Max-Age': '7200',
  }
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !serializedOrigin.test(value) || value.includes('*')) return false
  if (!URL.canParse(value)) return false
  return /^https?:/.test(value) ? new URL(value).origin === value : true
}

function invalid(what: string): TurnProviderError {
  return new TurnProviderError('invalid-option', `createIceHandler: the option cors.origins ${what}`)
}
