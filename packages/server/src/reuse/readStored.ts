import type { ReuseStorage, StoredCredential } from './reuseStorage.ts'

/** What is kept under this key; undefined when it is nothing, or nothing of ours. */
export async function readStored(storage: ReuseStorage, key: string): Promise<StoredCredential | undefined> {
  const value = await storage.getItem(key)
  return isStored(value) ? value : undefined
}

// Who can write to the storage can hand out any servers, so this guards against accidents only: an older version's
// values, or another's under the same key.
function isStored(value: unknown): value is StoredCredential {
  const { answer, ttl, living } = Object(value) as Partial<StoredCredential>
  if (typeof ttl !== 'number' || !Array.isArray(living)) return false
  if (!living.every((credential) => typeof credential?.username === 'string')) return false
  return answer === null || (hasServers(answer?.iceServers) && typeof answer?.ttl === 'number')
}

function hasServers(list: unknown): boolean {
  return Array.isArray(list) && list.every((server) => server?.urls)
}
