/** One way of having ICE servers in many components, as the results tell of it. */
export interface ContenderInfo {
  framework: 'React' | 'Vue'
  name: string
  /** Its module in `page/`. */
  module: string
  packages: string[]
  /** How it is set, and what its docs say to that. */
  settings: string
}

const react = (info: Omit<ContenderInfo, 'framework'>): ContenderInfo => ({ framework: 'React', ...info })
const vue = (info: Omit<ContenderInfo, 'framework'>): ContenderInfo => ({ framework: 'Vue', ...info })

/** The first one of each framework is the floor. */
export const contenders: ContenderInfo[] = [
  react({
    name: 'bare store',
    module: 'react/floor',
    packages: ['react'],
    settings:
      '`useSyncExternalStore` on a store of 20 lines, handed down by context, that fetches when the first row listens and tells its listeners when the list is another one. It never refreshes by itself and knows no error.',
  }),
  react({
    name: 'freshice',
    module: 'react/freshice',
    packages: ['@freshice/react', '@freshice/core', 'react'],
    settings:
      '`createIceClient(url)` in an `IceClientProvider`; each row calls `useIceServers()`. Refresh: `client.refresh()`.',
  }),
  react({
    name: 'SWR',
    module: 'react/swr',
    packages: ['swr', 'react'],
    settings:
      '`fetcher`, `refreshInterval` as a function of the data (80 % of the life) and `refreshWhenHidden: true` in an `SWRConfig`; the rest is default. Each row calls `useSWR(url)` and reads `data` and `error`. Refresh: `mutate(url)`.',
  }),
  react({
    name: 'TanStack Query',
    module: 'react/tanstack',
    packages: ['@tanstack/react-query', 'react'],
    settings:
      '`queryOptions` with `refetchInterval` and `staleTime` as functions of the data (80 % of the life) and `refetchIntervalInBackground: true`; the rest is default, with tracked properties and structural sharing. Each row calls `useQuery` and reads `data` and `error`. Refresh: `invalidateQueries`.',
  }),
  vue({
    name: 'bare shallowRef',
    module: 'vue/floor',
    packages: ['vue'],
    settings:
      'One `shallowRef` for all rows, set when the list is another one. It never refreshes by itself and knows no error.',
  }),
  vue({
    name: 'freshice',
    module: 'vue/freshice',
    packages: ['@freshice/vue', '@freshice/core', '@vueuse/core', 'vue'],
    settings:
      '`createIceClient(url)` by `iceClientPlugin`; each row calls `useIceServers()`. Refresh: `client.refresh()`.',
  }),
  vue({
    name: 'VueUse useFetch',
    module: 'vue/useFetch',
    packages: ['@vueuse/core', 'vue'],
    settings:
      '`useFetch(url).json()` with `useIntervalFn` at 80 % of the life in a `createSharedComposable`, so that all rows share one request and one timer: `useFetch` by itself asks once for each of them. Rows read `data` and `error`; one that reads `isFetching` too renders more often. Refresh: `execute()`.',
  }),
]
