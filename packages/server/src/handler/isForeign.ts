/**
 * Whether a page that is not of the endpoint's own origin made this request. CORS would only hide the answer from
 * it: the credential would be made all the same, at the cost of the user whose cookies came along.
 * What is no page (apps, servers, curl) sends neither header and is left to `authorize`.
 */
export function isForeign(request: Request): boolean {
  const origin = request.headers.get('Origin')
  // Set by the browser, out of the page's reach: https://www.w3.org/TR/fetch-metadata/
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null) return site !== 'same-origin' && (site !== 'none' || origin !== null)
  return origin !== null && !isOwn(origin, request)
}

/** Compares hosts alone: behind a proxy that ends TLS, the request's own URL says http. */
function isOwn(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}
