/** Chance that can be repeated. */
export interface SeededRandom {
  /** From `least` up to but not including `end`. */
  int(least: number, end: number): number
  bytes(count: number): Buffer
  pick<Item>(items: readonly Item[]): Item
}

/** A 32-bit xorshift: good enough for junk. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  const int = (least: number, end: number) => least + (next() % (end - least))
  return {
    int,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => next() & 255)),
    pick: (items) => items[int(0, items.length)] as (typeof items)[number],
  }
}
