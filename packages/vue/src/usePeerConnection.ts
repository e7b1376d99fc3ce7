import {
  type IceClient,
  type KeepFreshOptions,
  livePeerConnection,
  noPeerConnection,
  type PeerConnectionState,
} from '@freshice/core'
import { isClient, tryOnScopeDispose } from '@vueuse/core'
import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toRaw, toValue, watch } from 'vue'
import { awaitable } from './awaitable.ts'
import { useFirstRender } from './useFirstRender.ts'
import { type IceSource, useIceClient } from './useIceClient.ts'
import { useKeepFresh } from './useKeepFresh.ts'

/** The configuration of the connection, whose `iceServers` come from the client, and the options of `keepFresh`. */
export type UsePeerConnectionOptions = Omit<RTCConfiguration, 'iceServers'> & KeepFreshOptions

/** The connection, or why there is none yet, as readonly refs. */
export type UsePeerConnectionReturn = {
  readonly [Key in keyof PeerConnectionState]: ComputedRef<PeerConnectionState[Key]>
} & {
  /** Closes the connection and makes another one, with the options of now. */
  readonly recreate: () => void
}

/**
 * One connection for the life of the component: made when servers are ready, kept fresh, closed at the end. Only
 * `recreate()` and another client replace it; newer credentials, other options and a failure of the connection do not.
 * Can be awaited: until there is a connection, or a reason why not; on a server, and where the page takes over what that
 * rendered, it resolves at once, without one.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { pc, connectionState, error, recreate } = usePeerConnection('/api/ice-servers', { iceTransportPolicy: 'relay' })
 */
export function usePeerConnection(
  source?: MaybeRefOrGetter<IceSource | undefined>,
  options: MaybeRefOrGetter<UsePeerConnectionOptions> = {},
): UsePeerConnectionReturn & PromiseLike<UsePeerConnectionReturn> {
  const client = useIceClient(source)
  const isFirst = useFirstRender()
  const latest = shallowRef(noPeerConnection)
  const state = computed(() => (isFirst.value ? noPeerConnection : latest.value))
  const round = shallowRef(0)
  let end = () => {}

  function connect([client]: readonly [IceClient, number]) {
    const endLast = end
    const endOwn = livePeerConnection(
      client,
      () => rawMembers(toValue(options)),
      (next) => {
        latest.value = next
      },
    )
    // Who heard of its first request has named another client, and that one's connection is in place.
    if (end !== endLast) return endOwn()
    end = endOwn
    // Last: who hears of it may ask for another one at once.
    endLast()
  }
  if (isClient) watch([client, round], connect, { immediate: true, flush: 'sync' })
  tryOnScopeDispose(() => end())
  useKeepFresh(() => latest.value.pc, client, options)

  const result: UsePeerConnectionReturn = {
    pc: computed(() => state.value.pc),
    connectionState: computed(() => state.value.connectionState),
    error: computed(() => state.value.error),
    recreate() {
      round.value += 1
    },
  }
  return awaitable(result, () => isFirst.value || Boolean(latest.value.pc ?? latest.value.error))
}

/** Read through a proxy of Vue, which unwraps refs; but of what it hands out, browsers take only what is no proxy. */
function rawMembers<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, toRaw(value)])) as T
}
