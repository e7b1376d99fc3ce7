import { negotiate } from './negotiate.ts'

/**
 * Has two connections of one page call each other, and tells of each message that comes over. A true app has its
 * signalling server in this place. Returns its end.
 */
export function callBetween(ada: RTCPeerConnection, ben: RTCPeerConnection, onMessage: () => void): () => void {
  const hearAda = negotiate(ben, { polite: true, send: (message) => void hearBen(message) })
  const hearBen = negotiate(ada, { polite: false, send: (message) => void hearAda(message) })
  ben.addEventListener('datachannel', ({ channel }) => channel.addEventListener('message', onMessage))

  const channel = ada.createDataChannel('hello')
  const timer = setInterval(() => {
    if (channel.readyState === 'open') channel.send('hello')
  }, 200)
  return () => clearInterval(timer)
}
