export interface IceUrls {
  stun: string[]
  turn: string[]
}

export interface IceUrlsOptions {
  address: string
  port: number
  /** Where TURN over TLS is to be had. */
  tls: { name: string; port: number } | undefined
  alternatePort: 53 | 443 | undefined
}

/** The URLs of an answer, in the order of Cloudflare's. */
export function iceUrls({ address, port, tls, alternatePort }: IceUrlsOptions): IceUrls {
  const host = `${address}:${port}`
  const alternate = alternatePort === undefined ? undefined : `${address}:${alternatePort}`
  return {
    stun: [`stun:${host}`, ...(alternatePort === 53 ? [`stun:${alternate}`] : [])],
    turn: [
      `turn:${host}?transport=udp`,
      ...(alternate ? [`turn:${alternate}?transport=udp`] : []),
      `turn:${host}?transport=tcp`,
      ...(tls ? [`turns:${tls.name}:${tls.port}?transport=tcp`] : []),
    ],
  }
}
