import { createIceClient } from '@freshice/core'
import { IceClientProvider, useIceServers } from '@freshice/react'
import { createElement } from 'react'
import type { Contender } from '../contender.ts'
import { counted } from '../counted.ts'
import { rowText, URL_OF_SERVERS } from '../endpoint.ts'
import { mountReact } from './mountReact.ts'

export const contender: Contender = {
  mount(container, count) {
    const client = createIceClient(URL_OF_SERVERS)
    const unmount = mountReact(container, {
      count,
      Row,
      provide: (children) => createElement(IceClientProvider, { client }, children),
    })
    return { refresh: () => client.refresh(), unmount }
  },
}

function Row() {
  counted.renders += 1
  const { iceServers, error } = useIceServers()
  return createElement('li', null, rowText(iceServers, error))
}
