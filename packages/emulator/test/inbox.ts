/** What came and was not yet taken, and those who wait for more. */
export interface Inbox<Item> {
  put(item: Item): void
  next(): Promise<Item>
  waiting(): number
}

export function createInbox<Item>(): Inbox<Item> {
  const items: Item[] = []
  const takers: ((item: Item) => void)[] = []
  return {
    put(item) {
      const taker = takers.shift()
      if (taker) taker(item)
      else items.push(item)
    },
    next() {
      const item = items.shift()
      return item === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(item)
    },
    waiting: () => items.length,
  }
}
