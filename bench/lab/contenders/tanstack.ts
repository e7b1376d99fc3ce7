import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createElement } from 'react'
import type { Contender, MountOptions } from '../contender.ts'
import { type Answer, fetchAnswer, pollDelay } from './fetchAnswer.ts'
import { mountReact } from './mountReact.ts'

const shared = [
  '`refetchInterval` as a function of the query: until 80 % of the life, at least 5 s; 5 s while there is no data or it is overdue.',
  '`refetchIntervalInBackground: true`, because a call goes on in a hidden tab.',
  '`staleTime` as a function: stale from 80 % of the life on, so that focus, reconnect and new components refetch then, and not before.',
  '`queryFn` hands the `signal` to `fetch`, and throws for anything but a 2xx. `networkMode` is the default `online`: the docs advise `always` only where the browser’s events do not fire.',
]

export const tanstack: Contender = {
  name: 'TanStack Query',
  packages: ['@tanstack/react-query', 'react'],
  settings: [...shared, '`retry` is the default: three times, after 1, 2 and 4 s.'],
  mount: (options) => mount(options, {}),
}

export const tanstackWithoutRetry: Contender = {
  name: 'TanStack Query, no retry',
  packages: ['@tanstack/react-query', 'react'],
  settings: [
    'As TanStack Query, but with `retry: false` and a poll after 5 s in the error state: what its guide “Query Retries”, section “Background Retry Behavior”, shows for retries in hidden tabs.',
  ],
  mount: (options) => mount(options, { retry: false }),
}

function mount(options: MountOptions, queries: { retry?: boolean }) {
  const client = new QueryClient({ defaultOptions: { queries } })
  return mountReact(useServers, options, (children) => createElement(QueryClientProvider, { client }, children))
}

function useServers({ url }: MountOptions): RTCIceServer[] | undefined {
  const { data } = useQuery<Answer>({
    queryKey: ['ice-servers', url],
    queryFn: ({ signal }) => fetchAnswer(url, signal),
    refetchInterval: ({ state }) => pollDelay(state.status === 'error' ? undefined : state.data),
    refetchIntervalInBackground: true,
    staleTime: ({ state }) => Math.max((state.data?.refreshAt ?? 0) - state.dataUpdatedAt, 0),
  })
  return data?.iceServers
}
