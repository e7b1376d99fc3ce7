import type { Share } from '../share.ts'
import { tabOf } from './tabOf.ts'

/**
 * Makes the clients of all tabs of one user ask once for all of them: a value for the `share` option. Whoever needs servers
 * first asks under a lock, and tells the others over a channel; a new tab asks the others first, and waits 100 ms for them.
 * `clear()` clears every tab. Nothing is put into storage. A tab whose browser has no Web Locks or no BroadcastChannel is on
 * its own, and so is code without a page: a server, a worker.
 *
 * @param options `key`: who is signed in, and with which endpoint; tabs share what has the same key. Someone else needs
 * another key, and a client of their own.
 * @throws TypeError without a key
 * @example
 * const client = createIceClient('/api/ice-servers', { share: shareAcrossTabs({ key: user.id }) })
 */
export function shareAcrossTabs({ key }: { key: string }): Share {
  if (typeof key !== 'string' || key === '') throw new TypeError('shareAcrossTabs: key must say who is signed in.')
  return (sharer) => {
    try {
      if (navigator.locks && document) return tabOf(sharer, `freshice:1:${key}`)
    } catch {
      // Something of it is not there, or refused: Firefox's channels throw where the user blocks cookies.
    }
    return { attempt: sharer.attempt, clear() {} }
  }
}
