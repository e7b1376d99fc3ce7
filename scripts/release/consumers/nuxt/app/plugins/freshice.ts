import { createIceClient } from '@freshice/core'
import { iceClientPlugin } from '@freshice/vue'

export default defineNuxtPlugin(async ({ vueApp }) => {
  const initial = useState<unknown>('ice-servers')
  // A page that cannot have them from the server asks for them itself.
  if (import.meta.server) initial.value = await useRequestFetch()('/api/ice-servers').catch(() => undefined)
  vueApp.use(iceClientPlugin, { client: createIceClient('/api/ice-servers', { initial: initial.value }) })
})
