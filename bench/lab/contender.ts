/** One way to have ICE servers in a component. */
export interface Contender {
  /** Its column. */
  name: string
  /** The npm packages it is made of. */
  packages: string[]
  /** How it is set up, and why: one sentence each. */
  settings: string[]
  /** Mounts components that use it. Returns what unmounts them. */
  mount(options: MountOptions): () => void
}

export interface MountOptions {
  /** The endpoint. */
  url: string
  /** How many components use it at the same time. */
  consumers: number
  /** The page's live connection: for those who can look after one. */
  connection: RTCPeerConnection | undefined
  /** To be called with what a component has rendered, and would hand to `RTCPeerConnection`. */
  show(iceServers: RTCIceServer[] | undefined): void
}
