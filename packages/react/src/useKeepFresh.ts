import { type KeepFreshOptions, keepFresh } from '@freshice/core'
import { useEffect } from 'react'
import { type IceSource, useIceClient } from './useIceClient.ts'
import { useLatest } from './useLatest.ts'

/**
 * Keeps a live connection on servers that have not run out, as `keepFresh` does, until it is replaced or the component
 * goes. Options may be written inline: the callbacks called are always the latest.
 *
 * @param source a client or the URL of your endpoint. @default the provided client
 * @throws TypeError when there is neither a source nor a provided client
 * @example
 * useKeepFresh(pc, '/api/ice-servers')
 */
export function useKeepFresh(
  pc: RTCPeerConnection | null | undefined,
  source?: IceSource,
  options: KeepFreshOptions = {},
): void {
  const client = useIceClient(source)
  const latest = useLatest(options)
  const { restartIce, polite } = options
  const canRestart = options.restart !== undefined

  useEffect(() => {
    if (!pc) return
    return keepFresh(pc, client, {
      restartIce,
      polite,
      restart: canRestart ? (...args) => latest.current.restart?.(...args) : undefined,
      onEvent: (event) => latest.current.onEvent?.(event),
    })
  }, [pc, client, restartIce, polite, canRestart, latest])
}
