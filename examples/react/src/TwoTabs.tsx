import { createIceClient } from '@freshice/core'
import { shareAcrossTabs } from '@freshice/core/tabs'
import { useIceServers } from '@freshice/react'
import { countRequests, createRoom, explainRoom } from 'example-shared'
import { useEffect, useState } from 'react'
import { CallNotice } from './CallNotice.tsx'
import { ProbePanel } from './ProbePanel.tsx'
import { TabCall } from './TabCall.tsx'
import { TabControls } from './TabControls.tsx'
import { useStore } from './useStore.ts'

/** One credential between all tabs of a user; a true app has the user's name as the key. */
const client = createIceClient('/api/ice-servers', { share: shareAcrossTabs({ key: 'demo' }) })

/** One side of the call in this tab, the other one in another. */
export function TwoTabs() {
  const [room] = useState(createRoom)
  useEffect(() => room.enter(), [room])
  const seen = useStore(room)
  const { side, line } = seen

  const [requests] = useState(() => countRequests('/api/ice-servers'))
  // While nobody is there to talk to, too: the call then starts at once.
  useIceServers(client)

  return (
    <main>
      {side && <TabControls side={side} isAlone={!line} />}
      <CallNotice notice={explainRoom(seen)} />
      {/* A component for each call: its connection lives as long as it does. */}
      {line && <TabCall key={line.id} client={client} line={line} requests={requests} onCallAgain={room.callAgain} />}
      <ProbePanel />
    </main>
  )
}
