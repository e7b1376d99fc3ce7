'use client'

export { IceClientProvider, type IceClientProviderProps } from './iceClientProvider.ts'
export type { IceSource } from './useIceClient.ts'
export { type UseIceProbeOptions, type UseIceProbeReturn, useIceProbe } from './useIceProbe.ts'
export { useIceServers } from './useIceServers.ts'
export type { UseIceServersReturn } from './useIceState.ts'
export { useKeepFresh } from './useKeepFresh.ts'
export { type UsePeerConnectionOptions, type UsePeerConnectionReturn, usePeerConnection } from './usePeerConnection.ts'
