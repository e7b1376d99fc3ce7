import { type Call, fetchOnce } from 'example-shared'
import { useEffect } from 'react'
import { CallPanels } from './CallPanels.tsx'

/** A call on servers that are fetched a single time: when their credential ends, so does the call. */
export function CallWithoutFreshice({ call }: { call: Call }) {
  useEffect(() => call.begin(() => fetchServers(call)), [call])
  return <CallPanels call={call} />
}

async function fetchServers(call: Call): Promise<RTCIceServer[]> {
  const { iceServers, ...life } = await fetchOnce('/api/ice-servers')
  call.noteCredential(life)
  return iceServers
}
