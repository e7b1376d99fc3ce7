import { createIceClient } from '@freshice/core'
import { iceClientPlugin, useIceServers } from '@freshice/vue'
import { defineComponent } from 'vue'
import type { Contender } from '../contender.ts'
import { rowText, URL_OF_SERVERS } from '../endpoint.ts'
import { mountVue, row } from './mountVue.ts'

export const contender: Contender = {
  mount(container, count) {
    const client = createIceClient(URL_OF_SERVERS)
    const unmount = mountVue(container, { count, Row, provide: (app) => app.use(iceClientPlugin, { client }) })
    return { refresh: () => client.refresh(), unmount }
  },
}

const Row = defineComponent(() => {
  const { iceServers, error } = useIceServers()
  return () => row(rowText(iceServers.value, error.value))
})
