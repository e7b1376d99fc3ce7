import type { IceClient } from '@freshice/core'
import { provideLocal } from '@vueuse/core'
import type { App, InjectionKey } from 'vue'

export interface IceClientPluginOptions {
  /** The client for every composable of the app that is called without a source. */
  client: IceClient
}

export const IceClientKey: InjectionKey<IceClient> = Symbol('freshice')

/**
 * Provides the client for composables that are called without a source, in the whole app.
 *
 * @example
 * const client = createIceClient('/api/ice-servers', { headers })
 * createApp(App).use(iceClientPlugin, { client }).mount('#app')
 */
export const iceClientPlugin = {
  install(app: App, { client }: IceClientPluginOptions): void {
    app.provide(IceClientKey, client)
  },
}

/**
 * Provides the client for composables that are called without a source, in this component and below.
 *
 * @example
 * provideIceClient(client)
 */
export function provideIceClient(client: IceClient): void {
  provideLocal(IceClientKey, client)
}
