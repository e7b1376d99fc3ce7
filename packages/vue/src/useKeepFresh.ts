import { type KeepFreshOptions, keepFresh } from '@freshice/core'
import { isClient } from '@vueuse/core'
import { type MaybeRefOrGetter, toRaw, toValue, watch } from 'vue'
import { type IceSource, useIceClient } from './useIceClient.ts'

/**
 * Keeps a live connection on servers that have not run out, as `keepFresh` does, until it is replaced or the component
 * goes. Options may be a ref or a getter: the callbacks called are always the latest.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * useKeepFresh(pc, '/api/ice-servers')
 */
export function useKeepFresh(
  pc: MaybeRefOrGetter<RTCPeerConnection | null | undefined>,
  source?: MaybeRefOrGetter<IceSource | undefined>,
  options: MaybeRefOrGetter<KeepFreshOptions> = {},
): void {
  const client = useIceClient(source)
  if (!isClient) return
  const restartIce = () => toValue(options).restartIce
  const polite = () => toValue(options).polite
  const canRestart = () => toValue(options).restart !== undefined

  watch(
    [() => toRaw(toValue(pc)), client, restartIce, polite, canRestart],
    ([pc, client, restartIce, polite, canRestart], _, onCleanup) => {
      if (!pc) return
      const end = keepFresh(pc, client, {
        restartIce,
        polite,
        restart: canRestart ? (...args) => toValue(options).restart?.(...args) : undefined,
        onEvent: (event) => toValue(options).onEvent?.(event),
      })
      onCleanup(end)
    },
    { immediate: true },
  )
}
