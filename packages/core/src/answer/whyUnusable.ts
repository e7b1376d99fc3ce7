import type { FaultCode } from './faultCode.ts'
import { isBlocked, parseIceUrl, trimUrl } from './iceUrl.ts'

/** A URL cut at its marks, whatever stands between them. */
const PARTS = /^([a-z]+):(\[[^\]]*\]|[^:?#]*)(?::([^?#]*))?(?:\?([^#]*))?(#.*)?$/i

/** Why `parseIceUrl` does not take it. */
export function urlFault(given: unknown): FaultCode {
  const parts = typeof given === 'string' && given.length <= 500 ? PARTS.exec(trimUrl(given)) : null
  if (!parts) return 'invalid-url'
  const [, scheme = '', host = '', port, query, fragment] = parts
  if (/^stuns$/i.test(scheme)) return 'stuns'
  if (!/^(stun|turns?)$/i.test(scheme)) return 'invalid-scheme'
  if (!parseIceUrl(`stun:${host}`)) return 'invalid-host'
  if (port && (/\D/.test(port) || Number(port) > 65535)) return 'invalid-port'
  if (Number(port) === 53) return 'port-53'
  if (port && isBlocked(Number(port))) return 'blocked-port'
  if (fragment && fragment !== '#') return 'invalid-url'
  if (query) return /^stun$/i.test(scheme) ? 'stun-query' : 'invalid-transport'
  return 'invalid-url'
}

/** Why a username and credential are unusable for TURN. */
export function credentialFault([username, credential]: [unknown, unknown]): FaultCode {
  if (typeof username !== 'string' || username === '') return 'no-username'
  if (typeof credential !== 'string' || credential === '') return 'no-credential'
  if (credential.length > 10_000) return 'long-credential'
  return new TextEncoder().encode(username).length > 508 ? 'long-username' : 'control-characters'
}
