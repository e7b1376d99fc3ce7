import { createElement } from 'react'
import useSWR, { SWRConfig, type SWRConfiguration } from 'swr'
import type { Contender, MountOptions } from '../contender.ts'
import { fetchAnswer, pollDelay } from './fetchAnswer.ts'
import { mountReact } from './mountReact.ts'

const shared = [
  '`refreshInterval` as a function of the data: until 80 % of the life, at least 5 s; 5 s while there is none (a 0 there would stop the polling for good).',
  '`refreshWhenHidden: true`, because a call goes on in a hidden tab. A fetcher that throws for anything but a 2xx.',
  'The rest is default: `revalidateOnReconnect`, the backoff of error retries (5 s, exponential, random, no limit), `refreshWhenOffline: false`, deduping for 2 s.',
]

export const swr: Contender = {
  name: 'SWR',
  packages: ['swr', 'react'],
  settings: [...shared, '`revalidateOnFocus` on, which is the default.'],
  mount: (options) => mount(options, {}),
}

export const swrWithoutFocus: Contender = {
  name: 'SWR, no focus',
  packages: ['swr', 'react'],
  settings: [
    'As SWR, but with `revalidateOnFocus: false`, as many write for credentials. It also makes SWR retry in hidden tabs.',
  ],
  mount: (options) => mount(options, { revalidateOnFocus: false }),
}

function mount(options: MountOptions, config: SWRConfiguration) {
  const value = { ...config, refreshInterval: pollDelay, refreshWhenHidden: true, provider: () => new Map() }
  return mountReact(useServers, options, (children) => createElement(SWRConfig, { value }, children))
}

function useServers({ url }: MountOptions): RTCIceServer[] | undefined {
  const { data } = useSWR(url, (key: string) => fetchAnswer(key))
  return data?.iceServers
}
