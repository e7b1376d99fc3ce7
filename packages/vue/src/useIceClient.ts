import { type IceClient, sharedIceClient } from '@freshice/core'
import { injectLocal } from '@vueuse/core'
import { type ComputedRef, computed, hasInjectionContext, type MaybeRefOrGetter, markRaw, toRaw, toValue } from 'vue'
import { IceClientKey } from './iceClientProvider.ts'

/**
 * Where ICE servers come from: a client, or the URL of your endpoint. All who name a URL share one client, which uses
 * cookies only: for headers or other options make a client and pass or provide it.
 */
export type IceSource = IceClient | string | URL

/** The client of a source: the same one as long as the source means the same. */
export function useIceClient(source: MaybeRefOrGetter<IceSource | undefined>): ComputedRef<IceClient> {
  const key = useIceSource(source)
  const client = computed(() => markRaw(typeof key.value === 'string' ? sharedIceClient(key.value) : key.value))
  // Now, so that a missing client is an error of setup.
  void client.value
  return client
}

/** The source given, else the provided client. A URL becomes a string: a new URL object means the same URL. */
function useIceSource(source: MaybeRefOrGetter<IceSource | undefined>): ComputedRef<IceClient | string> {
  const provided = hasInjectionContext() ? injectLocal(IceClientKey, undefined) : undefined
  return computed(() => {
    const given = toRaw(toValue(source) ?? provided)
    if (given === undefined)
      throw new TypeError(
        'freshice: no ICE client. Pass a URL or a client to the composable, or call app.use(iceClientPlugin, { client }).',
      )
    if (typeof given === 'string') return given
    if (typeof given === 'object' && 'getState' in given) return given
    if (typeof given === 'object' && 'href' in given) return given.href
    throw new TypeError(
      `freshice: a composable takes a URL or a client, or a ref or getter of one, not a ${typeof given}. Make a client of it once: createIceClient().`,
    )
  })
}
