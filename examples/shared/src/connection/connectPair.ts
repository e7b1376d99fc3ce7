import { type Negotiation, negotiate } from './negotiate.ts'

/**
 * Lets two connections of one page negotiate with each other: the place where a true app has its signalling server.
 * Returns its end.
 */
export function connectPair(
  ada: RTCPeerConnection,
  ben: RTCPeerConnection,
  onError: (error: unknown) => void,
): () => void {
  const adaSide: Negotiation = negotiate(ada, { polite: false, send: (signal) => benSide.receive(signal), onError })
  const benSide: Negotiation = negotiate(ben, { polite: true, send: (signal) => adaSide.receive(signal), onError })
  return () => {
    adaSide.end()
    benSide.end()
  }
}
