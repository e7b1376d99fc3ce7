import { createElement } from 'react'
import useSWR, { SWRConfig, useSWRConfig } from 'swr'
import type { Contender } from '../contender.ts'
import { counted } from '../counted.ts'
import { type Answer, fetchAnswer, refreshDelay, rowText, URL_OF_SERVERS } from '../endpoint.ts'
import { mountReact } from './mountReact.ts'

/** How long to wait while there is no answer, in milliseconds. */
const RETRY = 5000
let mutate: (key: string) => Promise<unknown>

export const contender: Contender = {
  mount(container, count) {
    const cache = new Map()
    const value = {
      provider: () => cache,
      fetcher: (url: string) => fetchAnswer(url),
      refreshInterval: (answer: Answer | undefined) => (answer ? refreshDelay(answer) : RETRY),
      refreshWhenHidden: true,
    }
    const unmount = mountReact(container, {
      count,
      Row,
      provide: (rows) => createElement(SWRConfig, { value }, createElement(Mutate), rows),
    })
    return { refresh: () => mutate(URL_OF_SERVERS), unmount }
  },
}

/** Takes the `mutate` of the cache out. */
function Mutate() {
  mutate = useSWRConfig().mutate
  return null
}

function Row() {
  counted.renders += 1
  const { data, error } = useSWR<Answer, Error>(URL_OF_SERVERS)
  return createElement('li', null, rowText(data?.iceServers, error))
}
