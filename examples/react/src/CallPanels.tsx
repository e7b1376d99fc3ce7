import type { CallSnapshot, Store } from 'example-shared'
import { CallNotice } from './CallNotice.tsx'
import { CallStage } from './CallStage.tsx'
import { CallStats } from './CallStats.tsx'
import { CallTimeline } from './CallTimeline.tsx'
import { useCall } from './useCall.ts'

/** What there is to see of a call: pictures, figures, and its story as a timeline. */
export function CallPanels({ call }: { call: Store<CallSnapshot> | undefined }) {
  const snapshot = useCall(call, (snapshot) => snapshot)
  return (
    <>
      <CallNotice notice={snapshot.notice} />
      <div className="panels" data-state={snapshot.state}>
        <CallStage snapshot={snapshot} />
        <CallStats snapshot={snapshot} />
      </div>
      <CallTimeline snapshot={snapshot} />
    </>
  )
}
