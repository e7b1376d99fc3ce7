export type Path = 'relay' | 'direct' | 'unknown'

interface Stats {
  id: string
  type: string
  selectedCandidatePairId?: string
  localCandidateId?: string
  candidateType?: string
}

/** What a connection sends over now: unknown while it has no selected candidate pair. */
export async function selectedPath(pc: RTCPeerConnection): Promise<Path> {
  const report = (await pc.getStats()) as unknown as Map<string, Stats>
  const transport = [...report.values()].find(({ type, selectedCandidatePairId }) => {
    return type === 'transport' && selectedCandidatePairId
  })
  const pair = report.get(transport?.selectedCandidatePairId ?? '')
  const local = report.get(pair?.localCandidateId ?? '')
  if (!local) return 'unknown'
  return local.candidateType === 'relay' ? 'relay' : 'direct'
}
