import { IceServersError } from '@freshice/core'

const ENDPOINT = 'The credential endpoint of this app'

/** What went wrong, for the person in front of the screen. */
export function inWords(error: unknown): string {
  if (!('RTCPeerConnection' in globalThis)) {
    return 'This browser has no WebRTC, or it is switched off. Firefox has a switch in about:config: media.peerconnection.enabled.'
  }
  if (error instanceof IceServersError) return ofServers(error)
  return error instanceof Error ? error.message : String(error)
}

function ofServers({ code, status, message }: IceServersError): string {
  switch (code) {
    case 'network':
      return `${ENDPOINT} cannot be reached. It is not running, or this device is offline.`
    case 'timeout':
      return `${ENDPOINT} does not answer in time. It may be overloaded, or the network slow.`
    case 'http':
      return `${ENDPOINT} answers with error ${status}. It is down, or what it asks for credentials is.`
    case 'unauthorized':
      return `${ENDPOINT} does not let you in (error ${status}). Sign in, and call again.`
    case 'invalid-answer':
      return `${ENDPOINT} answers with something that is no list of ICE servers. ${message}`
    case 'expired':
      return 'The credential has run out, and no newer one could be had.'
    default:
      return message
  }
}
