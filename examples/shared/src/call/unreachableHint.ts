/** Why a browser may not reach a TURN server, and what to do about it. */
export function unreachableHint(userAgent: string): string {
  if (userAgent.includes('Firefox')) {
    return 'Firefox refuses a TURN server on 127.0.0.1, where this demo has its own. Open about:config, set media.peerconnection.ice.loopback to true, and reload this page. TURN servers on the internet need no such thing.'
  }
  return 'The browser gave up on it (error 701). The relay is not running, or a firewall is in the way. “Try the servers” at the end of this page tells which.'
}
