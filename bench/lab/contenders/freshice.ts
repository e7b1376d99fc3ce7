import { createIceClient } from '@freshice/core'
import { IceClientProvider, useIceServers, useKeepFresh } from '@freshice/react'
import { createElement } from 'react'
import type { Contender, MountOptions } from '../contender.ts'
import { mountReact } from './mountReact.ts'

export const freshice: Contender = {
  name: 'freshice',
  packages: ['@freshice/react', '@freshice/core', 'react'],
  settings: [
    '`createIceClient(url)` without options in an `IceClientProvider`, on the same faked globals as the others.',
    '`useIceServers()`, and `useKeepFresh(pc)` where the page has a live connection.',
  ],
  mount(options) {
    const client = createIceClient(options.url)
    return mountReact(useServers, options, (children) => createElement(IceClientProvider, { client }, children))
  },
}

function useServers({ connection }: MountOptions): RTCIceServer[] | undefined {
  const { iceServers } = useIceServers()
  useKeepFresh(connection)
  return iceServers
}
