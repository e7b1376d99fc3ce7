import { QueryClient, QueryClientProvider, queryOptions, useQuery } from '@tanstack/react-query'
import { createElement } from 'react'
import type { Contender } from '../contender.ts'
import { counted } from '../counted.ts'
import { fetchAnswer, refreshDelay, rowText, URL_OF_SERVERS } from '../endpoint.ts'
import { mountReact } from './mountReact.ts'

/** How long to wait while there is no answer, in milliseconds. */
const RETRY = 5000

const iceServers = queryOptions({
  queryKey: ['ice-servers'],
  queryFn: ({ signal }) => fetchAnswer(URL_OF_SERVERS, signal),
  refetchInterval: ({ state }) => (state.data ? refreshDelay(state.data) : RETRY),
  refetchIntervalInBackground: true,
  staleTime: ({ state }) => (state.data ? refreshDelay(state.data) : 0),
})

export const contender: Contender = {
  mount(container, count) {
    const client = new QueryClient()
    const unmount = mountReact(container, {
      count,
      Row,
      provide: (children) => createElement(QueryClientProvider, { client }, children),
    })
    return { refresh: () => client.invalidateQueries({ queryKey: iceServers.queryKey }), unmount }
  },
}

function Row() {
  counted.renders += 1
  const { data, error } = useQuery(iceServers)
  return createElement('li', null, rowText(data?.iceServers, error))
}
