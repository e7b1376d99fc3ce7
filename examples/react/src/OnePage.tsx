import { type Call, createCall, type VideoSource } from 'example-shared'
import { useState } from 'react'
import { CallControls } from './CallControls.tsx'
import { CallPanels } from './CallPanels.tsx'
import { CallWithFreshice } from './CallWithFreshice.tsx'
import { CallWithoutFreshice } from './CallWithoutFreshice.tsx'
import { ProbePanel } from './ProbePanel.tsx'
import { useCall } from './useCall.ts'

/** Both sides of the call in this page. */
export function OnePage() {
  const [withFreshice, setWithFreshice] = useState(true)
  const [video, setVideo] = useState<VideoSource>('drawing')
  const [call, setCall] = useState<Call>()
  const state = useCall(call, (snapshot) => snapshot.state)
  const isRunning = state === 'connecting' || state === 'connected'

  return (
    <main>
      <CallControls
        state={state}
        withFreshice={withFreshice}
        video={video}
        onToggle={setWithFreshice}
        onVideo={setVideo}
        onStart={() => setCall(isRunning ? undefined : createCall({ withFreshice, video }))}
      />
      {!call && <CallPanels call={undefined} />}
      {call?.withFreshice === true && <CallWithFreshice call={call} />}
      {call?.withFreshice === false && <CallWithoutFreshice call={call} />}
      <ProbePanel />
    </main>
  )
}
