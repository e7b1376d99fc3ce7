import { until } from '@vueuse/core'

/** What a composable returns, as something that can be awaited too, as VueUse's composables can: until it is ready. */
export function awaitable<T extends object>(result: T, isReady: () => boolean): T & PromiseLike<T> {
  async function settled() {
    if (!isReady()) await until(isReady).toBe(true)
    return result
  }
  // biome-ignore lint/suspicious/noThenProperty: it is the point
  return { ...result, then: (...callbacks) => settled().then(...callbacks) }
}
