/** The TURN server was not reached. Firefox says so at once for one on 127.0.0.1. */
const UNREACHABLE = 701
/** How long a relay candidate of another URL may still come, in milliseconds. */
const PATIENCE = 1500

/** Calls back when the TURN server cannot be reached and no relay candidate comes. Returns its end. */
export function watchRelay(pc: RTCPeerConnection, onUnreachable: () => void): () => void {
  let hasRelay = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function onCandidate({ candidate }: RTCPeerConnectionIceEvent) {
    if (candidate?.candidate.includes(' typ relay')) hasRelay = true
  }

  function onCandidateError({ errorCode }: RTCPeerConnectionIceErrorEvent) {
    if (errorCode !== UNREACHABLE || timer !== undefined) return
    timer = setTimeout(() => {
      if (!hasRelay) onUnreachable()
    }, PATIENCE)
  }

  pc.addEventListener('icecandidate', onCandidate)
  pc.addEventListener('icecandidateerror', onCandidateError)
  return () => {
    clearTimeout(timer)
    pc.removeEventListener('icecandidate', onCandidate)
    pc.removeEventListener('icecandidateerror', onCandidateError)
  }
}
