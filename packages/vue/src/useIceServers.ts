import { firstState, type IceClient, type IceState, refreshState } from '@freshice/core'
import { isClient } from '@vueuse/core'
import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, watch } from 'vue'
import { awaitable } from './awaitable.ts'
import { useFirstRender } from './useFirstRender.ts'
import { type IceSource, useIceClient } from './useIceClient.ts'

/** The state of the servers as readonly refs, with what can be done about it. */
export interface UseIceServersReturn {
  /** `pending`, `unavailable`, `fresh`, `stale` or `expired`: see `IceState` of the core. */
  readonly status: ComputedRef<IceState['status']>
  /** The servers, never with an expired credential. */
  readonly iceServers: ComputedRef<IceState['iceServers']>
  /** When the servers run out, in milliseconds since the epoch; Infinity = never. */
  readonly expiresAt: ComputedRef<IceState['expiresAt']>
  /** When they are to be renewed, in milliseconds since the epoch; Infinity = never. */
  readonly refreshAt: ComputedRef<IceState['refreshAt']>
  /** When the request that brought them started, in milliseconds since the epoch. */
  readonly updatedAt: ComputedRef<IceState['updatedAt']>
  /** Whether a request is under way. */
  readonly isRefreshing: ComputedRef<IceState['isRefreshing']>
  /** What the last try failed with, beside the servers and never instead of them. */
  readonly error: ComputedRef<IceState['error']>
  /** When the next automatic try is due, in milliseconds since the epoch. */
  readonly nextAttemptAt: ComputedRef<IceState['nextAttemptAt']>
  /** The whole state, a union on `status`, so that types narrow. */
  readonly state: ComputedRef<IceState>
  /** Fetches now. Resolves with the new state and never rejects: what went wrong is its `error`. */
  readonly refresh: () => Promise<IceState>
  /** The client in use: the same one as long as the source means the same. */
  readonly client: ComputedRef<IceClient>
}

/**
 * ICE servers that are always fresh: fetched once for all, and renewed before they run out as long as somebody uses them.
 * The component renders when something changes that it has read. On a server nothing is fetched: the state is that of the
 * client's `initial` answer, else `pending`, and so it is in the page until the component has taken over what the server
 * rendered. Can be awaited: until there are servers, or a first try has failed; in these two cases it resolves at once.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { status, iceServers, error, refresh } = useIceServers('/api/ice-servers')
 */
export function useIceServers(
  source?: MaybeRefOrGetter<IceSource | undefined>,
): UseIceServersReturn & PromiseLike<UseIceServersReturn> {
  const client = useIceClient(source)
  const isFirst = useFirstRender()
  const latest = shallowRef(firstState(client.value))
  const state = computed(() => (isFirst.value ? firstState(client.value) : latest.value))

  function read() {
    // Of the client of now: who hears of it may name another one before this one is subscribed to.
    latest.value = client.value.getState()
  }

  function subscribe(client: IceClient, _: unknown, onCleanup: (end: () => void) => void) {
    onCleanup(client.subscribe(read))
    read()
  }
  if (isClient) watch(client, subscribe, { immediate: true, flush: 'sync' })

  const result: UseIceServersReturn = {
    status: computed(() => state.value.status),
    iceServers: computed(() => state.value.iceServers),
    expiresAt: computed(() => state.value.expiresAt),
    refreshAt: computed(() => state.value.refreshAt),
    updatedAt: computed(() => state.value.updatedAt),
    isRefreshing: computed(() => state.value.isRefreshing),
    error: computed(() => state.value.error),
    nextAttemptAt: computed(() => state.value.nextAttemptAt),
    state,
    refresh: () => refreshState(client.value),
    client,
  }
  return awaitable(result, () => isFirst.value || latest.value.status !== 'pending')
}
