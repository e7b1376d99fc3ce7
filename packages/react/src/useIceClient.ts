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
  const provided = useContext(IceClientContext)
  const given = source ?? provided
  if (given === undefined)
    throw new TypeError(
      'freshice: no ICE client. Pass a URL or a client to the hook, or put <IceClientProvider client={client}> above it.',
    )
  // A new URL object means the same URL.
  const key = isClient(given) ? given : String(given)
  return useMemo(() => (typeof key === 'string' ? sharedIceClient(key) : key), [key])
}

function isClient(source: IceSource): source is IceClient {
  return typeof source === 'object' && 'getState' in source
}
