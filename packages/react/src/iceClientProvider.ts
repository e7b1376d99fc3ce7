import type { IceClient } from '@freshice/core'
import { createContext, createElement, type ReactElement, type ReactNode } from 'react'

export interface IceClientProviderProps {
  /** The client for every hook below that is called without a source. Make it once, outside of components. */
  client: IceClient
  /** Whatever uses it. */
  children?: ReactNode
}

export const IceClientContext = createContext<IceClient | undefined>(undefined)

/**
 * Provides the client for hooks that are called without a source.
 *
 * @example
 * const client = createIceClient('/api/ice-servers', { headers })
 * createRoot(element).render(<IceClientProvider client={client}><App /></IceClientProvider>)
 */
export function IceClientProvider({ client, children }: IceClientProviderProps): ReactElement {
  return createElement(IceClientContext.Provider, { value: client }, children)
}
