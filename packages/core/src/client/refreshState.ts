import type { IceClient, IceState } from '../iceClient.ts'

/**
 * Fetches now and resolves with the new state; never rejects, because the state tells what went wrong.
 *
 * @internal for adapters
 */
export async function refreshState(client: IceClient): Promise<IceState> {
  try {
    await client.refresh()
  } catch {
    // The state tells it.
  }
  return client.getState()
}
