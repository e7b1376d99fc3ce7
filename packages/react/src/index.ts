'use client'

export { IceClientProvider, type IceClientProviderProps } from './iceClientProvider.ts'
export type { IceSource } from './useIceClient.ts'
export { type UseIceServersReturn, useIceServers } from './useIceServers.ts'
export { useKeepFresh } from './useKeepFresh.ts'
export { type UsePeerConnectionOptions, type UsePeerConnectionReturn, usePeerConnection } from './usePeerConnection.ts'
