import { useIceServers, useKeepFresh } from '@freshice/react'
import type { Call } from 'example-shared'
import { useEffect } from 'react'
import { CallPanels } from './CallPanels.tsx'
import { useCall } from './useCall.ts'

/** A call that outlives its credentials: servers that are always fresh, and connections that move along. */
export function CallWithFreshice({ call }: { call: Call }) {
  const { client, error, updatedAt, expiresAt } = useIceServers('/api/ice-servers')
  useEffect(() => call.begin(() => client.getIceServers()), [call, client])

  const ada = useCall(call, (snapshot) => snapshot.ada.pc)
  const ben = useCall(call, (snapshot) => snapshot.ben.pc)
  useKeepFresh(ada, '/api/ice-servers', { onEvent: call.onEvent.ada })
  useKeepFresh(ben, '/api/ice-servers', { onEvent: call.onEvent.ben })

  useEffect(() => call.noteCredential({ updatedAt, expiresAt }, error), [call, updatedAt, expiresAt, error])
  return <CallPanels call={call} />
}
