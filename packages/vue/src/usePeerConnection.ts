import {
  type IceClient,
  type KeepFreshOptions,
  type LivePeerConnection,
  livePeerConnection,
  noPeerConnection,
  type PeerConnectionState,
} from '@freshice/core'
import { isClient } from '@vueuse/core'
import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toRaw, toValue, watch } from 'vue'
import { type IceSource, useIceClient } from './useIceClient.ts'
import { useKeepFresh } from './useKeepFresh.ts'

/** The configuration of the connection, whose `iceServers` come from the client, and the options of `keepFresh`. */
export type UsePeerConnectionOptions = RTCConfiguration & KeepFreshOptions

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
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { pc, connectionState, error, recreate } = usePeerConnection('/api/ice-servers', { iceTransportPolicy: 'relay' })
 */
export function usePeerConnection(
  source?: MaybeRefOrGetter<IceSource | undefined>,
  options: MaybeRefOrGetter<UsePeerConnectionOptions> = {},
): UsePeerConnectionReturn {
  const client = useIceClient(source)
  const state = shallowRef(noPeerConnection)
  let live: LivePeerConnection | undefined

  function connect(client: IceClient, _: unknown, onCleanup: (end: () => void) => void) {
    live = livePeerConnection(
      client,
      () => toRaw(toValue(options)),
      (next) => {
        state.value = next
      },
    )
    onCleanup(live.close)
  }
  if (isClient) watch(client, connect, { immediate: true, flush: 'sync' })
  const pc = computed(() => state.value.pc)
  useKeepFresh(pc, source, options)

  return {
    pc,
    connectionState: computed(() => state.value.connectionState),
    error: computed(() => state.value.error),
    recreate: () => live?.recreate(),
  }
}
