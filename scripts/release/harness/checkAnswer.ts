import { parseIceServers, validateIceServers } from '@freshice/core/answer'

/**
 * Asks a project's own endpoint, as a page would.
 *
 * @throws Error when the answer is not what every browser takes, or shows a secret
 */
export async function checkAnswer(url: URL, { ttl, secrets }: { ttl: number; secrets: string[] }): Promise<void> {
  const response = await fetch(url)
  const text = await response.text()
  if (!response.ok) throw new Error(`The endpoint answered ${response.status}: ${text}`)
  expectNoSecret(text, secrets)
  if (response.headers.get('cache-control') !== 'no-store') throw new Error('The answer may be stored.')
  const body = JSON.parse(text)
  const { ok, problems } = validateIceServers(body.iceServers)
  if (!ok) throw new Error(`Not every browser takes the answer: ${JSON.stringify(problems)}`)
  const { iceServers, lifetime } = parseIceServers(body)
  if (lifetime !== ttl * 1000) throw new Error(`The answer is good for ${lifetime} ms.`)
  if (!iceServers.some(({ username, credential }) => username && credential)) throw new Error('There is no credential.')
}

/** @throws Error when a text holds one of the secrets */
export function expectNoSecret(text: string, secrets: string[]): void {
  if (secrets.some((secret) => text.includes(secret))) throw new Error('A secret came to the page.')
}
