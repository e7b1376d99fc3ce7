/** The lab's own look, apart from the library's. In the middle of a restart Firefox has no selected pair: then it waits for one. */
export async function isRelayed(pc: RTCPeerConnection): Promise<boolean> {
  for (let tries = 0; tries < 30; tries += 1) {
    const stats = await pc.getStats()
    const transport = [...stats.values()].find(({ type }) => type === 'transport')
    const selected = stats.get(transport?.selectedCandidatePairId ?? '')
    const local = stats.get(selected?.localCandidateId ?? '')
    if (local) return local.candidateType === 'relay'
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}
