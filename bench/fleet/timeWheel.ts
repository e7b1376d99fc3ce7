/** The turn of the wheel, in milliseconds: 70 min, longer than any wait of a client with credentials of 1 h. */
const TURN = 2 ** 22

/** Which client is to be looked at in which millisecond. */
export interface TimeWheel {
  /** Queues a client that is not queued, less than one turn ahead. */
  add(client: number, time: number): void
  /** Takes out the clients of this millisecond one by one, also those queued for it meanwhile. */
  drain(time: number, visit: (client: number, time: number) => void): void
  clear(): void
}

/** One list of clients for each millisecond, threaded through two arrays: no allocation, no sorting. */
export function createTimeWheel(clients: number): TimeWheel {
  const first = new Int32Array(TURN).fill(-1)
  const next = new Int32Array(clients)
  return {
    add(client, time) {
      const slot = time % TURN
      next[client] = first[slot] as number
      first[slot] = client
    },
    drain(time, visit) {
      const slot = time % TURN
      for (let client = first[slot] as number; client >= 0; client = first[slot] as number) {
        first[slot] = next[client] as number
        visit(client, time)
      }
    },
    clear() {
      first.fill(-1)
    },
  }
}
