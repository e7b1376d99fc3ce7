import type { IceClient } from '@freshice/core'
import { useIceServers, usePeerConnection } from '@freshice/react'
import { createTabCall, type Line, type Store } from 'example-shared'
import { useEffect, useState } from 'react'
import { CallPanels } from './CallPanels.tsx'
import { SharedCredential } from './SharedCredential.tsx'
import { TabChat } from './TabChat.tsx'
import { useStore } from './useStore.ts'

interface TabCallProps {
  client: IceClient
  line: Line
  requests: Store<number>
  onCallAgain: () => void
}

/** This tab's side of one call with another tab. */
export function TabCall({ client, line, requests, onCallAgain }: TabCallProps) {
  const [call] = useState(() => createTabCall(line))
  const { state } = useStore(call)

  const { pc, error } = usePeerConnection(client, { iceTransportPolicy: 'relay', onEvent: call.onEvent })
  useEffect(() => (pc ? call.begin(pc) : undefined), [call, pc])
  useEffect(() => {
    if (error) call.noteError(error)
  }, [call, error])

  const servers = useIceServers(client)
  const { updatedAt, expiresAt } = servers
  useEffect(
    () => call.noteCredential({ updatedAt, expiresAt }, servers.error),
    [call, updatedAt, expiresAt, servers.error],
  )

  return (
    <>
      <div className="controls">
        <SharedCredential iceServers={servers.iceServers} requests={requests} />
        <output className="state" data-testid="call-state" data-state={state}>
          {state}
        </output>
        {state === 'failed' && (
          <button type="button" className="start" onClick={onCallAgain}>
            Call again
          </button>
        )}
      </div>
      <CallPanels call={call} />
      <TabChat chat={call.chat} />
    </>
  )
}
