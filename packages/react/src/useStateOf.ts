import type { IceClient } from '@freshice/core'
import { useCallback, useState } from 'react'

/**
 * State that is about one client: another client begins anew, in the very render that names it. Effects of the app would
 * otherwise see what the effects here have just closed.
 */
export function useStateOf<T>(client: IceClient, none: T): [T, (state: T) => void] {
  const [latest, setLatest] = useState({ client, state: none })
  const setState = useCallback(
    (state: T) => setLatest((last) => (last.state === state ? last : { client, state })),
    [client],
  )
  return [latest.client === client ? latest.state : none, setState]
}
