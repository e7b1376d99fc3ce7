/** A signalling channel between two ends in one page: it takes its time, and carries JSON only. */
export function makeChannel<FromA, FromB>(delay = 15) {
  let connect: (ends: { a: (message: FromB) => unknown; b: (message: FromA) => unknown }) => void = () => {}
  const connected = new Promise<Parameters<typeof connect>[0]>((resolve) => {
    connect = resolve
  })

  async function carry<T>(message: T, receive: (message: T) => Promise<unknown>) {
    const text = JSON.stringify(message)
    await connected
    setTimeout(() => receive(JSON.parse(text)), delay)
  }

  return {
    fromA: (message: FromA) => void carry(message, async (arrived) => (await connected).b(arrived)),
    fromB: (message: FromB) => void carry(message, async (arrived) => (await connected).a(arrived)),
    /** Says what takes the messages; those that were sent before wait for it. */
    connect,
  }
}
