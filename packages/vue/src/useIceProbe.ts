import {
  type IceProbeState,
  type LiveIceProbe,
  liveIceProbe,
  noIceProbe,
  type ProbeOptions,
} from '@freshice/core/probe'
import { isClient } from '@vueuse/core'
import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { type IceSource, useIceClient } from './useIceClient.ts'

export type UseIceProbeOptions = Pick<ProbeOptions, 'timeout'>

/** What is known of the servers so far, as readonly refs. */
export type UseIceProbeReturn = { readonly [Key in keyof IceProbeState]: ComputedRef<IceProbeState[Key]> } & {
  /** Tries all servers anew. Resolves with what came of it and never rejects: what went wrong is its `error`. */
  readonly probe: () => Promise<IceProbeState>
}

/**
 * Finds out, when asked to, which ICE servers work from here, and why the others do not: see `probeIceServers`. A new probe
 * ends the one before, and so does the end of the scope, or another client.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * const { results, isProbing, error, probe } = useIceProbe('/api/ice-servers')
 */
export function useIceProbe(
  source?: MaybeRefOrGetter<IceSource | undefined>,
  options: MaybeRefOrGetter<UseIceProbeOptions> = {},
): UseIceProbeReturn {
  const client = useIceClient(source)
  const state = shallowRef(noIceProbe)
  let live: LiveIceProbe | undefined

  watch(
    client,
    (client, _, onCleanup) => {
      if (!isClient) return
      live = liveIceProbe(client, (next) => {
        state.value = next
      })
      onCleanup(() => {
        live?.end()
        live = undefined
      })
    },
    { immediate: true, flush: 'sync' },
  )

  return {
    results: computed(() => state.value.results),
    isProbing: computed(() => state.value.isProbing),
    error: computed(() => state.value.error),
    probe: async () => (await live?.probe(toValue(options))) ?? noIceProbe,
  }
}
