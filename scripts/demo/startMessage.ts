interface DemoAddresses {
  react: string
  vue: string
  endpoint: string
  turn: string
  /** In seconds. */
  ttl: number
}

/** What the person who started the demo needs to know. */
export function startMessage({ react, vue, endpoint, turn, ttl }: DemoAddresses): string {
  return `
  freshice: a call that outlives its TURN credentials

    React      ${react}
    Vue        ${vue}

    endpoint   ${endpoint}
    relay      ${turn}, drops a call when its credential ends, after ${ttl} s

  Open one of the apps, start the call, and watch it move from credential to credential.
  Then switch freshice off and call again: the call dies after ${ttl} seconds.

  Firefox reaches a TURN server on 127.0.0.1 only with media.peerconnection.ice.loopback set to true in about:config.
  Ctrl-C ends everything.
`
}
