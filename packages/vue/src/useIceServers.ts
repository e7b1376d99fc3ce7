import { firstState, type IceClient, type IceState, refreshState } from '@freshice/core'
import { isClient, until } from '@vueuse/core'
import {
  type ComputedRef,
  computed,
  type MaybeRefOrGetter,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
  watch,
} from 'vue'
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
  readonly state: Readonly<ShallowRef<IceState>>
  /** Fetches now. Resolves with the new state and never rejects: what went wrong is its `error`. */
  readonly refresh: () => Promise<IceState>
  /** The client in use: the same one as long as the source means the same. */
  readonly client: ComputedRef<IceClient>
}

/**
 * ICE servers that are always fresh: fetched once for all, and renewed before they run out as long as somebody uses them.
 * On a server nothing is fetched: the state is `pending`. Can be awaited: until there are servers, or a first try has failed.
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
  const state = shallowRef(firstState(client.value))

  function subscribe(client: IceClient, _: unknown, onCleanup: (end: () => void) => void) {
    const read = () => {
      state.value = client.getState()
    }
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
    state: shallowReadonly(state),
    refresh: () => refreshState(client.value),
    client,
  }

  async function settled() {
    if (isClient) await until(state).toMatch(({ status }) => status !== 'pending')
    return result
  }
  // biome-ignore lint/suspicious/noThenProperty: awaitable, as VueUse's composables are
  return { ...result, then: (...callbacks) => settled().then(...callbacks) }
}
