import { type IceClient, sharedIceClient } from '@freshice/core'
import { useContext, useMemo } from 'react'
import { IceClientContext } from './iceClientProvider.ts'

/**
 * Where ICE servers come from: a client, or the URL of your endpoint. All who name a URL share one client, which uses
 * cookies only: for headers or other options make a client and pass or provide it.
 */
export type IceSource = IceClient | string | URL

/** The client of a source: the same one as long as the source means the same. */
export function useIceClient(source: IceSource | undefined): IceClient {
  const key = useIceSource(source)
  return useMemo(() => (typeof key === 'string' ? sharedIceClient(key) : key), [key])
}

/** The source given, else the provided client. A URL becomes a string: a new URL object means the same URL. */
export function useIceSource(source: IceSource | undefined): IceClient | string {
  const provided = useContext(IceClientContext)
  const given = source ?? provided
  if (given === undefined)
    throw new TypeError(
      'freshice: no ICE client. Pass a URL or a client to the hook, or put <IceClientProvider client={client}> above it.',
    )
  if (typeof given === 'string') return given
  if (typeof given === 'object' && 'getState' in given) return given
  if (typeof given === 'object' && 'href' in given) return given.href
  throw new TypeError(
    `freshice: a hook takes a URL or a client, not a ${typeof given}. Make a client of it once, outside of components: createIceClient().`,
  )
}
