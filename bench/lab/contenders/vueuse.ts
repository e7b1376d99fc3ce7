import { createSharedComposable, type UseFetchOptions, useFetch, useIntervalFn } from '@vueuse/core'
import { computed, createApp, defineComponent, h, onScopeDispose, watch } from 'vue'
import type { Contender } from '../contender.ts'
import { type Answer, pollDelay, type RawAnswer, RETRY, withRefreshAt } from './fetchAnswer.ts'

const shared = [
  '`createSharedComposable` around `useFetch` and `useIntervalFn`, so that all components share one request and one timer.',
  'The interval is a `computed`: until 80 % of the life, at least 5 s; 5 s while there is no data or an error. `afterFetch` notes when the answer came.',
]

export const vueuse: Contender = {
  name: 'VueUse',
  packages: ['@vueuse/core', 'vue'],
  settings: [...shared, 'The rest of `useFetch` is default.'],
  mount: (options) => mount(options, false),
}

export const vueuseKeeping: Contender = {
  name: 'VueUse, keeping',
  packages: ['@vueuse/core', 'vue'],
  settings: [
    'As VueUse, with `updateDataOnError` and an `onFetchError` that gives the last good answer back (the documented way to say what `data` is after an error), and `onScopeDispose(abort)`. No docs page puts these together for this case.',
  ],
  mount: (options) => mount(options, true),
}

function mount({ url, consumers, show }: Parameters<Contender['mount']>[0], isKeeping: boolean) {
  const useIceServers = createSharedComposable(() => {
    let last: Answer | null = null
    const keeping: UseFetchOptions = {
      updateDataOnError: true,
      onFetchError: (context) => ({ ...context, data: last }),
    }
    const { data, error, execute, abort } = useFetch(url, {
      afterFetch(context) {
        last = withRefreshAt(context.data as RawAnswer)
        return { ...context, data: last }
      },
      ...(isKeeping ? keeping : {}),
    }).json<Answer>()
    const interval = computed(() => (error.value ? RETRY : pollDelay(data.value)))
    useIntervalFn(() => execute(), interval)
    if (isKeeping) onScopeDispose(abort)
    return data
  })

  const Consumer = defineComponent(() => {
    const data = useIceServers()
    watch(data, (answer) => show(answer?.iceServers), { immediate: true, flush: 'post' })
    return () => null
  })
  const app = createApp({ render: () => Array.from({ length: consumers }, () => h(Consumer)) })
  app.mount(document.createElement('div'))
  return () => app.unmount()
}
