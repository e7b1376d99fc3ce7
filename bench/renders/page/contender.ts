/** One way of having ICE servers in many components. */
export interface Contender {
  /** Puts so many rows into the container, each with the hook or composable of its own. */
  mount(container: Element, count: number): Mounted
}

export interface Mounted {
  /** Fetches now; resolves when the answer is there. */
  refresh(): Promise<unknown>
  unmount(): void
}
