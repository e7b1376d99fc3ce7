/** STUN's "unauthenticated" (RFC 8489 section 14.8): final, whatever else is tried. */
export const UNAUTHENTICATED = 401
/** The code for a server that was not reached, which there is one of for each network interface (W3C WebRTC). */
export const UNREACHED = 701

/** What came of gathering. */
export interface Gathered {
  candidateType: 'relay' | 'srflx' | 'host' | undefined
  /** From the start, in milliseconds. */
  time: number
  /** The error that tells most: what a server said, before that none was reached. */
  errorCode: number | undefined
  /** Whether everything was tried. */
  isComplete: boolean
}

/**
 * Gathers candidates until the server gives one or refuses, until everything was tried, or until the signal. Only one that
 * works is fast: gathering completes after 40 s in Chromium when a server is silent.
 *
 * @param pc with one server, and something to gather for
 */
export async function gather(pc: RTCPeerConnection, signal: AbortSignal): Promise<Gathered> {
  const start = performance.now()
  let candidateType: Gathered['candidateType']
  let errorCode: number | undefined
  let hasHost = false
  const isOver = await new Promise<boolean>((resolve) => {
    signal.addEventListener('abort', () => resolve(false))
    pc.addEventListener('icecandidate', ({ candidate }) => {
      const type = candidate?.type
      if (type === 'host') hasHost = true
      if (type !== 'relay' && type !== 'srflx') return
      candidateType = type
      resolve(false)
    })
    pc.addEventListener('icecandidateerror', ({ errorCode: code }) => {
      if (errorCode === undefined || errorCode === UNREACHED) errorCode = code
      if (code === UNAUTHENTICATED) resolve(false)
    })
    pc.addEventListener('icegatheringstatechange', () => {
      if (pc.iceGatheringState === 'complete') resolve(true)
    })
    pc.setLocalDescription().catch(() => resolve(false))
  })
  // A STUN server that sees the machine's own address gives no candidate, and no error, where errors are told at all.
  if (isOver && hasHost && errorCode === undefined && 'onicecandidateerror' in pc) candidateType ??= 'host'
  return { candidateType, time: performance.now() - start, errorCode, isComplete: isOver }
}
