import { createSharedComposable, useFetch, useIntervalFn } from '@vueuse/core'
import { computed, defineComponent } from 'vue'
import type { Contender } from '../contender.ts'
import { type Answer, refreshDelay, rowText, URL_OF_SERVERS } from '../endpoint.ts'
import { mountVue, row } from './mountVue.ts'

/** How long to wait while there is no answer, in milliseconds. */
const RETRY = 5000

export const contender: Contender = {
  mount(container, count) {
    let refresh: () => Promise<unknown> = async () => {}
    const useShared = createSharedComposable(() => {
      const { data, error, execute } = useFetch(URL_OF_SERVERS).json<Answer>()
      const interval = computed(() => (data.value ? refreshDelay(data.value) : RETRY))
      useIntervalFn(() => execute(), interval)
      refresh = execute
      return { data, error }
    })
    const Row = defineComponent(() => {
      const { data, error } = useShared()
      return () => row(rowText(data.value?.iceServers, error.value))
    })
    const unmount = mountVue(container, { count, Row })
    return { refresh: () => refresh(), unmount }
  },
}
