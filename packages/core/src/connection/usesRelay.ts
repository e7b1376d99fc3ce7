/** What a connection sends over right now. */
export interface SelectedPath {
  path: 'relay' | 'direct' | 'unknown'
  /** The ICE ufrag of our end of the selected pair. */
  ufrag: string | undefined
}

interface PairStats {
  type: string
  id: string
  localCandidateId?: string
  selectedCandidatePairId?: string
  nominated?: boolean
  state?: string
}

/** Looks in `getStats()` whether the selected pair's local candidate is a relay: `unknown` while there is no such pair. */
export async function usesRelay(pc: RTCPeerConnection): Promise<SelectedPath> {
  const stats = await pc.getStats()
  const all = [...(stats as unknown as Map<string, PairStats>).values()]
  const transport = all.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId)
  const pair = transport
    ? all.find(({ id }) => id === transport.selectedCandidatePairId)
    : all.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded')
  const local = all.find(({ id }) => id === pair?.localCandidateId) as
    | { candidateType?: string; usernameFragment?: string }
    | undefined
  const path = local?.candidateType === 'relay' ? 'relay' : local ? 'direct' : 'unknown'
  return { path, ufrag: local?.usernameFragment }
}
